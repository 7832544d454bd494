package io.signalbox.engine.cli.intent;

import io.signalbox.engine.cli.command.BadInputException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;

/// Texts with their categories, from a CSV file with a column `text` and a column `category`.
///
/// @param all in the order of the file
record LabeledTexts(List<Labeled> all) {
  private static final long LARGEST = 100_000_000;
  private static final String TEXT = "text";
  private static final String CATEGORY = "category";

  LabeledTexts {
    all = List.copyOf(all);
  }

  /// A text with its category, empty where a file needs none.
  record Labeled(String text, String category) {}

  /// @throws BadInputException if the file cannot be read or used; the message names the line
  static LabeledTexts read(Path file) {
    return read(file, true);
  }

  /// The same where the column `category` does not count.
  static LabeledTexts unlabeled(Path file) {
    return read(file, false);
  }

  private static LabeledTexts read(Path file, boolean labeled) {
    List<CsvReader.Row> records = CsvReader.records(file.toString(), content(file));
    if (records.isEmpty()) {
      throw new BadInputException(file + ": is empty. Its first line names the columns.");
    }
    List<String> columns = records.getFirst().fields();
    int text = column(file, columns, TEXT);
    int category = labeled ? column(file, columns, CATEGORY) : -1;
    var all = new ArrayList<Labeled>();
    for (CsvReader.Row each : records.subList(1, records.size())) {
      if (each.fields().size() != columns.size()) {
        throw wrong(
            file, each, each.fields().size() + " fields, but " + columns.size() + " columns");
      }
      String label = labeled ? each.fields().get(category) : "";
      if (labeled && label.isBlank()) {
        throw wrong(file, each, "the category is empty");
      }
      all.add(new Labeled(each.fields().get(text), label));
    }
    if (all.isEmpty()) {
      throw new BadInputException(file + ": has no texts.");
    }
    return new LabeledTexts(all);
  }

  private static int column(Path file, List<String> columns, String name) {
    int at = columns.stream().map(String::strip).toList().indexOf(name);
    if (at < 0) {
      throw new BadInputException(
          file + ":1: no column " + name + "; the columns are " + String.join(", ", columns) + ".");
    }
    return at;
  }

  private static BadInputException wrong(Path file, CsvReader.Row record, String what) {
    return new BadInputException(file + ":" + record.line() + ": " + what + ".");
  }

  private static String content(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new BadInputException(file + ": is larger than " + LARGEST / 1_000_000 + " MB.");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new BadInputException(file + ": is not UTF-8.");
    } catch (IOException e) {
      throw new BadInputException("Cannot read " + file + ".");
    }
  }

  /// The texts of each category.
  SequencedMap<String, List<String>> byCategory() {
    var texts = new LinkedHashMap<String, List<String>>();
    all.forEach(
        each -> texts.computeIfAbsent(each.category(), any -> new ArrayList<>()).add(each.text()));
    return texts;
  }

  /// So many texts of each category, chosen by chance; all of a category that has fewer.
  ///
  /// @param seed the same chooses the same
  SequencedMap<String, List<String>> sample(int perClass, long seed) {
    var chance = new Random(seed);
    var sample = new LinkedHashMap<String, List<String>>();
    byCategory()
        .forEach((category, texts) -> {
          var shuffled = new ArrayList<>(texts);
          Collections.shuffle(shuffled, chance);
          sample.put(category, shuffled.subList(0, Math.min(perClass, shuffled.size())));
        });
    return sample;
  }
}
