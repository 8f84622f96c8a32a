"""Segmentation by spectral clustering: B. McFee and D. P. W. Ellis, "Analyzing song structure with
spectral clustering", ISMIR 2014, by its published description with the functions of librosa.

Beats are nodes of a graph. Two beats are joined where their harmony repeats (constant-Q, nearest
neighbours, smoothed along the diagonals), neighbours in time by how alike their timbre is. The
first eigenvectors of the normalized Laplacian are clustered; a section is a run of beats of one
cluster.
"""

import librosa
import numpy as np
import scipy.ndimage
from sklearn.cluster import KMeans

# Eigenvectors and clusters. The paper leaves the number open, between 2 and 10.
CLUSTERS = 5
# A constant-Q bin every third of a semitone, over seven octaves from C1.
BINS_PER_OCTAVE, OCTAVES = 36, 7
# Beats over which the diagonals of the recurrence, and the eigenvectors, are smoothed.
DIAGONAL_SMOOTHING, TIME_SMOOTHING = 7, 9


def segment(path):
    """The times of the cuts in seconds, from 0 to the song's end, and each section's cluster."""
    audio, rate = librosa.load(path)
    duration = len(audio) / rate
    _, beats = librosa.beat.beat_track(y=audio, sr=rate, trim=False)
    if len(beats) < 2 * DIAGONAL_SMOOTHING:
        return [0.0, duration], [0]
    harmony = librosa.amplitude_to_db(
        np.abs(
            librosa.cqt(
                audio, sr=rate, bins_per_octave=BINS_PER_OCTAVE, n_bins=OCTAVES * BINS_PER_OCTAVE
            )
        ),
        ref=np.max,
    )
    timbre = librosa.feature.mfcc(y=audio, sr=rate)
    harmony = librosa.util.sync(harmony, beats, aggregate=np.median)
    timbre = librosa.util.sync(timbre, beats)
    times = librosa.frames_to_time(librosa.util.fix_frames(beats, x_min=0), sr=rate)

    clusters = cluster(graph(harmony, timbre))
    cuts = np.flatnonzero(np.diff(clusters)) + 1
    starts = np.concatenate([[0], cuts])
    return [0.0, *times[cuts], duration], clusters[starts]


def graph(harmony, timbre):
    """The symmetric weights between beats: repetition and succession, balanced by the least-squares
    weight of the paper's equation 8.
    """
    repeats = librosa.segment.recurrence_matrix(harmony, width=3, mode="affinity", sym=True)
    smooth = librosa.segment.timelag_filter(scipy.ndimage.median_filter)
    repeats = smooth(repeats, size=(1, DIAGONAL_SMOOTHING))
    steps = np.sum(np.diff(timbre, axis=1) ** 2, axis=0)
    likeness = np.exp(-steps / np.median(steps))
    succession = np.diag(likeness, k=1) + np.diag(likeness, k=-1)
    near, far = succession.sum(axis=1), repeats.sum(axis=1)
    balance = near.dot(near + far) / np.sum((near + far) ** 2)
    return balance * repeats + (1 - balance) * succession


def cluster(weights):
    """The cluster of each beat, from the smallest eigenvectors of the symmetric normalized
    Laplacian.
    """
    scale = 1 / np.sqrt(
        np.maximum(weights.sum(axis=1), 1e-9)
    )  # a beat like no other keeps to itself
    laplacian = np.eye(len(weights)) - scale[:, None] * weights * scale
    _, vectors = np.linalg.eigh(laplacian)
    vectors = scipy.ndimage.median_filter(vectors, size=(TIME_SMOOTHING, 1))[:, :CLUSTERS]
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return KMeans(n_clusters=CLUSTERS, n_init=10, random_state=0).fit_predict(
        vectors / np.maximum(lengths, 1e-9)
    )
