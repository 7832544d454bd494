package io.signalbox.engine.catalog.tokens;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Texts in which tokens are counted: random ones by a seed, and real ones. */
final class SampleTexts {
  private static final String[] FRAGMENTS = {
    "'s",
    "'S",
    "'ſ",
    "'t",
    "'RE",
    "'re",
    "'Ve",
    "'m",
    "'LL",
    "'lL",
    "'d",
    "'x",
    "''s",
    "'",
    "'r",
    "’s",
    " ",
    "  ",
    "   ",
    "\n",
    "\r\n",
    "\n\n",
    "\r",
    "\t",
    "\t\t",
    "\u00A0",
    "\u2028",
    "\u3000",
    "\u0085",
    "\u000B",
    "\u001C",
    "/",
    "//",
    "://",
    "!",
    "...",
    "=====",
    " -----",
    "{\"",
    "\":",
    "0",
    "12",
    "345",
    "67890",
    "٣",
    "½",
    "Ⅷ",
    "²",
    "the",
    " the",
    "The",
    " THE",
    "ing",
    "Ab",
    "aB",
    "ABc",
    "camelCase",
    "HTTPServer",
    "ǅ",
    "ǅa",
    "ʰ",
    "ª",
    "\u0301",
    "e\u0301",
    "E\u0301",
    "A\u0301B",
    "\u20DD",
    "\u0903",
    "日本語",
    "漢",
    "한국어",
    "ไทย",
    "हिन्दी",
    "עברית",
    "العربية",
    "ß",
    "ẞ",
    "İ",
    "ı",
    "K",
    "É",
    "Ñandú",
    "😀",
    "👩‍👩‍👧‍👦",
    "🏳️‍🌈",
    "🇩🇪",
    "\uD800",
    "\uDC00",
    "\uFFFD",
    "\u0000",
    "\u200B",
    "\uFEFF",
    "<|endoftext|>",
    "<|endofprompt|>",
    "𝒜",
    "𐐀",
    "𐐨",
    "ﷺ",
    "࿿",
    "\u0378",
    "_",
    "$",
    "+"
  };

  private SampleTexts() {}

  /** Fragments that the cutting into pieces depends on, in any order. */
  static String fragments(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.append(FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
    }
    return text.toString();
  }

  /** Characters of all categories, more often of those that are near. */
  static String characters(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(40); i >= 0; i--) {
      text.appendCodePoint(
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(0x80);
            case 1 -> random.nextInt(0x600);
            case 2 -> random.nextInt(0x10000);
            default -> random.nextInt(Character.MAX_CODE_POINT + 1);
          });
    }
    return text.toString();
  }

  /** One block of Unicode, as words are written. */
  static String words(Random random) {
    int block = random.nextInt(0x300) * 0x80;
    var text = new StringBuilder();
    for (int i = random.nextInt(60); i >= 0; i--) {
      text.appendCodePoint(random.nextInt(6) == 0 ? ' ' : block + random.nextInt(0x80));
    }
    return text.toString();
  }

  /** A piece without a cut, so long that it is merged with a queue. */
  static String run(Random random, int length) {
    String letters =
        switch (random.nextInt(5)) {
          case 0 -> "a";
          case 1 -> "ab";
          case 2 -> "etaoinshrdlu";
          case 3 -> "ёжик漢字éü";
          default -> "-=*#";
        };
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  /** The project's own files of these kinds. */
  static List<String> ofProject(String... endings) {
    return files(Path.of("..")).stream()
        .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
        .map(SampleTexts::text)
        .toList();
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> below = Files.list(folder)) {
      var found = new ArrayList<Path>();
      for (Path each : below.sorted().toList()) {
        if (Files.isRegularFile(each)) {
          found.add(each);
        } else if (!each.endsWith("target") && !each.getFileName().toString().startsWith(".")) {
          found.addAll(files(each));
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
