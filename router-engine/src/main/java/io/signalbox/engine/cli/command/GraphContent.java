package io.signalbox.engine.cli.command;

/// What a graph's file held when it was looked at.
public sealed interface GraphContent {
  /// A text.
  record Text(String text) implements GraphContent {}

  /// No text, and why.
  record Lacking(String why) implements GraphContent {}
}
