// Buttons that copy the text of an element; where the clipboard is closed, the text is selected.
function makeCopyButtons() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      const source = byId(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(source.textContent);
        button.textContent = "Copied";
        say("Copied.");
      } catch {
        getSelection().selectAllChildren(source);
        button.textContent = "Selected";
        say("The text is selected; copy it with the keyboard.");
      }
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
  }
}
