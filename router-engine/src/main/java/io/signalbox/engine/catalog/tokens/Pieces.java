package io.signalbox.engine.catalog.tokens;

/// Cuts a text into the pieces within which an encoding finds tokens. Belongs to one thread.
abstract sealed class Pieces permits O200kPieces, WordPieces {
  static final int NONE = -1;

  // What the expression tells apart, as bits.
  static final int UPPER = 1; // Lu, Lt
  static final int LOWER = 2; // Ll
  static final int CASELESS = 4; // Lm, Lo
  static final int MARK = 8; // M
  static final int NUMBER = 16; // N
  static final int SPACE = 32; // white space within a line
  static final int NEWLINE = 64; // \r and \n
  static final int OTHER = 128;
  static final int END = 0;
  static final int WIDE = 256; // more than one byte, looked at closely

  /// Stands behind the text: no byte of UTF-8.
  static final byte STOP = (byte) 0xFF;

  static final int LETTERS = UPPER | LOWER | CASELESS;
  static final int SIGNS = OTHER | MARK;

  private static final short[] KINDS = kinds(); // by the first byte

  final byte[] text;

  /// @param text valid UTF-8, with [#STOP] and more behind it
  Pieces(byte[] text) {
    this.text = text;
  }

  /// Where the piece ends that begins at a character.
  abstract int end(int from);

  private static short[] kinds() {
    var kinds = new short[256];
    for (int first = 0; first < kinds.length; first++) {
      kinds[first] = (short) (first < 0x80 ? kindOf(first) : WIDE);
    }
    kinds[STOP & 0xFF] = END;
    return kinds;
  }

  private static int kindOf(int character) {
    if (character == '\r' || character == '\n') {
      return NEWLINE;
    }
    boolean control = character >= '\t' && character <= '\r';
    if (control || character == 0x85) {
      return SPACE;
    }
    return switch (Character.getType(character)) {
      case Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER -> UPPER;
      case Character.LOWERCASE_LETTER -> LOWER;
      case Character.MODIFIER_LETTER, Character.OTHER_LETTER -> CASELESS;
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          MARK;
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
          NUMBER;
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          SPACE;
      default -> OTHER;
    };
  }

  /// The end of characters of some kinds.
  final int run(int kinds, int from) {
    int at = from;
    while (true) {
      int kind;
      while (((kind = KINDS[text[at] & 0xFF]) & kinds) != 0) {
        at++;
      }
      if (kind != WIDE || (kindOf(character(at)) & kinds) == 0) {
        return at;
      }
      at += width(at);
    }
  }

  /// Up to the last line's end; else up to the last character, which belongs to what follows.
  final int space(int from) {
    int at = from;
    int last = from;
    int lineEnd = NONE;
    int kind;
    while (((kind = kind(at)) & (SPACE | NEWLINE)) != 0) {
      last = at;
      at += width(at);
      lineEnd = kind == NEWLINE ? at : lineEnd;
    }
    if (lineEnd != NONE) {
      return lineEnd;
    }
    return kind == END || last == from ? at : last;
  }

  /// The end of what follows an apostrophe that shortens a word, as in `they'll`; the apostrophe if
  /// nothing does.
  final int contracted(int end) {
    if (text[end] != '\'') {
      return end;
    }
    return switch (folded(end + 1)) {
      case 's' -> end + 1 + width(end + 1);
      case 't', 'm', 'd' -> end + 2;
      case 'r', 'v' -> folded(end + 2) == 'e' ? end + 3 : end;
      case 'l' -> folded(end + 2) == 'l' ? end + 3 : end;
      default -> end;
    };
  }

  /// A letter of any case; the long s is an s.
  private int folded(int at) {
    boolean longS = text[at] == (byte) 0xC5 && text[at + 1] == (byte) 0xBF;
    return longS ? 's' : text[at] | 0x20;
  }

  final int kind(int at) {
    int kind = KINDS[text[at] & 0xFF];
    return kind == WIDE ? kindOf(character(at)) : kind;
  }

  private int character(int at) {
    byte first = text[at];
    int second = text[at + 1] & 0x3F;
    if (first < (byte) 0xE0) {
      return (first & 0x1F) << 6 | second;
    }
    int third = text[at + 2] & 0x3F;
    if (first < (byte) 0xF0) {
      return (first & 0x0F) << 12 | second << 6 | third;
    }
    return (first & 0x07) << 18 | second << 12 | third << 6 | (text[at + 3] & 0x3F);
  }

  final int width(int at) {
    byte first = text[at];
    if (first >= 0) {
      return 1;
    }
    if (first < (byte) 0xE0) {
      return 2;
    }
    return first < (byte) 0xF0 ? 3 : 4;
  }
}
