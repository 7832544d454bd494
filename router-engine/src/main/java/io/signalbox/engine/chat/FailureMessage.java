package io.signalbox.engine.chat;

/// What happened, in words for a person. Whose words they are decides what may be kept of them: a
/// provider may repeat anything of the prompt in its own. Immutable.
public sealed interface FailureMessage {

  /// The words themselves; never a secret.
  String text();

  /// Written by us, of names in the graph and numbers alone: nothing of a prompt can be in it.
  record Ours(String text) implements FailureMessage {}

  /// Written by the provider. It is for the client that sent the prompt, and is never recorded.
  record Theirs(String text) implements FailureMessage {}

  /// The same speaker with other words.
  default FailureMessage with(String other) {
    return switch (this) {
      case Ours ours -> new Ours(other);
      case Theirs theirs -> new Theirs(other);
    };
  }
}
