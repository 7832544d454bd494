package io.signalbox.app.text;

import io.signalbox.app.kit.diff.DiffText;

/// A file's own line breaks, which the editor does not know: `\r\n` and `\r` are `\n` there.
final class LineBreaks {
  private LineBreaks() {}

  /// The text as the editor has it.
  static String plain(String text) {
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
  }

  /// The file's text after what was typed; line breaks that were there stay as they were.
  ///
  /// @param file the file's text before
  /// @param typed the editor's text now
  static String typed(String file, String typed) {
    if (file.indexOf('\r') < 0) {
      return typed;
    }
    DiffText.Stretch stretch = DiffText.stretch(plain(file), typed);
    String lineBreak = file.contains("\r\n") ? "\r\n" : "\r";
    return file.substring(0, offset(file, stretch.start()))
        + stretch.now().replace("\n", lineBreak)
        + file.substring(offset(file, stretch.end()));
  }

  /// Where a character of the editor's text stands in the file's.
  private static int offset(String file, int plain) {
    int at = 0;
    for (int i = 0; i < plain; i++) {
      at += file.startsWith("\r\n", at) ? 2 : 1;
    }
    return at;
  }
}
