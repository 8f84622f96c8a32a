import Foundation
import RiffusionAPI
import Testing

@Suite struct JobHandleTests {
  static let oddIDs = [
    "989aff28-4df4-48d9-8ea3-92b746b4b765", "a,b", "a@b", "a:b", "a/b", "a b", "100%", "%2C", "é",
    "👩‍👩‍👧", "https://x.example/?a=b#c", ".", "..", "\u{1B}[2J",
  ]

  @Test(arguments: oddIDs)
  func aHandleComesBackAsItWas(id: String) throws {
    let references: [Job.Reference] = [
      .songs([id]), .songs([id, "b", id]), .task(id), .upload(id),
    ]
    for reference in references {
      for address in ["https://api.openai-hk.com", "http://127.0.0.1:8080/v1", "https://[::1]:9"] {
        let job = Job(
          provider: "openai-hk", endpoint: try APIEndpoint(address), reference: reference)
        let handle = JobHandle(job)
        #expect(JobHandle(handle.description) == handle)
        #expect(handle.reference == reference)
        #expect(handle.description.allSatisfy { $0.isASCII && !$0.isWhitespace })
      }
    }
  }

  @Test func itReadsAsItIsDocumented() throws {
    let endpoint = try APIEndpoint("https://api.openai-hk.com")
    let job = Job(provider: "openai-hk", endpoint: endpoint, reference: .songs(["a", "b"]))
    #expect("\(JobHandle(job))" == "openai-hk:songs:a,b")
    let local = try APIEndpoint("http://localhost:8080")
    #expect(
      "\(JobHandle(Job(provider: "musicapi", endpoint: local, reference: .task("t"))))"
        == "musicapi:task:t@http://localhost:8080")
    #expect(
      "\(JobHandle(Job(provider: "yutoai", endpoint: endpoint, reference: .songs(["a"]))))"
        == "yutoai:songs:a@https://api.openai-hk.com")
  }

  @Test(arguments: [
    "", ":", "::", ":::", "@", "a", "a:b", "a:songs:", "a:songs:@", "a:songs:@https://x.example",
    "a:task:@", "a:songs:,", "a:songs:b,,c", "a:songs:b,", "a:task:b,c", "a:upload:b,c", ":songs:b",
    "a::songs:b", "a:things:b", "a:Songs:b", "a:songs:b@", "a:songs:b@x",
    "a:songs:b@http://x.example",
    "a:songs:b@https://user:pass@x.example", "a:songs:%zz", "a:songs:%zz,b", "a:songs:b@@",
    "989aff28-4df4-48d9-8ea3-92b746b4b765",
  ])
  func whatIsNoHandleIsNone(text: String) {
    #expect(JobHandle(text) == nil)
  }
}
