package io.signalbox.engine.workspace;

/// Finds where a char of a scalar's value stands in the file. Exact for plain and quoted scalars
/// within a line and for literal blocks; else the scalar's beginning.
final class ScalarPlaces {
  private ScalarPlaces() {}

  /// The offset of a line and column of the value, both from 1; the column counts code points.
  static int offset(String file, Yaml.Scalar scalar, int line, int column) {
    int begin = content(file, scalar);
    String raw = file.substring(begin, Math.max(begin, scalar.end()));
    if (scalar.form() == Yaml.ScalarForm.LITERAL) {
      return begin + inBlock(raw, line, column);
    }
    int index = index(scalar.text(), line, column);
    boolean oneLine = raw.indexOf('\n') < 0 && raw.indexOf('\r') < 0;
    int found =
        switch (scalar.form()) {
          case PLAIN -> oneLine ? index : 0;
          case SINGLE -> oneLine ? inSingle(raw, index) : 0;
          case DOUBLE -> oneLine ? inDouble(raw, index) : 0;
          case FOLDED, LITERAL -> 0;
        };
    return begin + Math.min(found, raw.length());
  }

  /// Where the scalar begins, its anchor and tag left out.
  private static int content(String file, Yaml.Scalar scalar) {
    int at = scalar.start();
    while (at < scalar.end() && (file.charAt(at) == '&' || file.charAt(at) == '!')) {
      while (at < scalar.end() && !Character.isWhitespace(file.charAt(at))) {
        at++;
      }
      while (at < scalar.end() && Character.isWhitespace(file.charAt(at))) {
        at++;
      }
    }
    return at;
  }

  private static int index(String text, int line, int column) {
    int at = 0;
    for (int i = 1; i < line && text.indexOf('\n', at) >= 0; i++) {
      at = text.indexOf('\n', at) + 1;
    }
    int left = text.codePointCount(at, text.length());
    return text.offsetByCodePoints(at, Math.min(column - 1, left));
  }

  private static int inSingle(String raw, int index) {
    int at = 1;
    for (int i = 0; i < index && at < raw.length(); i++) {
      at += raw.startsWith("''", at) ? 2 : 1;
    }
    return at;
  }

  private static int inDouble(String raw, int index) {
    int at = 1;
    for (int i = 0; i < index && at < raw.length(); i++) {
      at += raw.charAt(at) == '\\' ? escape(raw, at) : 1;
    }
    return at;
  }

  private static int escape(String raw, int at) {
    char kind = at + 1 < raw.length() ? raw.charAt(at + 1) : ' ';
    return switch (kind) {
      case 'x' -> 4;
      case 'u' -> 6;
      case 'U' -> 10;
      default -> 2;
    };
  }

  private static int inBlock(String raw, int line, int column) {
    String[] lines = raw.split("\n", -1);
    int indent = 0;
    for (int i = 1; i < lines.length && indent == 0; i++) {
      indent = lines[i].length() - lines[i].stripLeading().length();
    }
    if (line >= lines.length) {
      return 0;
    }
    int at = 0;
    for (int i = 0; i < line; i++) {
      at += lines[i].length() + 1;
    }
    return at + indent + column - 1;
  }
}
