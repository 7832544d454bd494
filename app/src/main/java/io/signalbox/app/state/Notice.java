package io.signalbox.app.state;

import java.util.Optional;

/// Something that is said to the user in passing; it never asks for an answer. Immutable.
///
/// @param words what happened, and what to do
/// @param tone whether it went well
/// @param remedy what can be done about it at once
public record Notice(String words, Tone tone, Optional<Remedy> remedy) {

  /// How something went.
  public enum Tone {
    DONE,
    /// Nothing was done yet; it says what is to be known.
    INFO,
    TROUBLE
  }

  /// Something to click.
  public record Remedy(String words, Runnable action) {}

  /// All went well.
  public static Notice said(String words) {
    return new Notice(words, Tone.DONE, Optional.empty());
  }

  /// Something went wrong.
  public static Notice trouble(String words) {
    return new Notice(words, Tone.TROUBLE, Optional.empty());
  }

  /// Something to know before one goes on.
  public static Notice info(String words) {
    return new Notice(words, Tone.INFO, Optional.empty());
  }

  /// Whether it went wrong.
  public boolean trouble() {
    return tone == Tone.TROUBLE;
  }

  /// The same with something to click.
  public Notice with(String action, Runnable run) {
    return new Notice(words, tone, Optional.of(new Remedy(action, run)));
  }
}
