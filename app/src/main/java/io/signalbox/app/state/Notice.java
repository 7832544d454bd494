package io.signalbox.app.state;

import java.util.Optional;

/// Something that is said to the user in passing; it never asks for an answer. Immutable.
///
/// @param words what happened, and what to do
/// @param trouble whether it went wrong
/// @param remedy what can be done about it at once
public record Notice(String words, boolean trouble, Optional<Remedy> remedy) {

  /// Something to click.
  public record Remedy(String words, Runnable action) {}

  /// All went well.
  public static Notice said(String words) {
    return new Notice(words, false, Optional.empty());
  }

  /// Something went wrong.
  public static Notice trouble(String words) {
    return new Notice(words, true, Optional.empty());
  }

  /// The same with something to click.
  public Notice with(String action, Runnable run) {
    return new Notice(words, trouble, Optional.of(new Remedy(action, run)));
  }
}
