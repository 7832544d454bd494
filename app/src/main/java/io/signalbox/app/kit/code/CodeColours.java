package io.signalbox.app.kit.code;

import java.util.List;

/// Colours the lines of a language. What a line leaves open (a quotation, a block of text) is
/// carried to the next one as a state.
@FunctionalInterface
public interface CodeColours {
  /// No colours.
  CodeColours NONE = (line, state) -> new ColouredLine(List.of(), 0);

  /// Colours a line.
  ///
  /// @param state what the line before left; 0 for the first one
  ColouredLine line(String line, int state);

  /// A line's colours.
  ///
  /// @param spans in their order, none over another
  /// @param state what it leaves to the next line
  record ColouredLine(List<Span> spans, int state) {
    public ColouredLine {
      spans = List.copyOf(spans);
    }
  }

  /// A stretch of a line.
  ///
  /// @param start in characters, from 0
  /// @param end behind its last character
  /// @param style its style class
  record Span(int start, int end, String style) {}
}
