package io.signalbox.engine.learned;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// Reads outcomes from JSON lines or CSV.
///
/// JSON lines and long CSV have a prompt, a model and a score in each record: `text` (or `prompt`),
/// `model`, `score` (0 to 1, true or false), and `cost` (or `usd`) if it is known. Wide CSV has a
/// prompt in each record and a column of scores for each model; `MODEL_cost` and `MODEL|total_cost`
/// are its costs, other columns are passed over.
public final class OutcomeText {
  /// The most bytes of a file.
  public static final int MOST_BYTES = 512 * 1024 * 1024;

  private OutcomeText() {}

  /// What came of reading.
  public sealed interface OutcomesResult {
    /// It could be read.
    record Read(Outcomes outcomes) implements OutcomesResult {}

    /// It could not be read.
    ///
    /// @param why with the line, and how to fix it
    record Refused(String why) implements OutcomesResult {}
  }

  /// Reads the bytes of a file: JSON lines if it begins with a brace, else CSV.
  public static OutcomesResult read(byte[] bytes) {
    try {
      String text = decoded(bytes);
      Outcomes outcomes = text.stripLeading().startsWith("{") ? lines(text) : csv(text);
      return new OutcomesResult.Read(outcomes);
    } catch (OutcomeException e) {
      return new OutcomesResult.Refused(String.valueOf(e.getMessage()));
    }
  }

  private static String decoded(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      throw new OutcomeException("The file is larger than 512 MB. Take a part of it.");
    }
    try {
      var decoder = StandardCharsets.UTF_8.newDecoder();
      String text = decoder.decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new OutcomeException("The file is not UTF-8. Convert it.");
    }
  }

  private static Outcomes lines(String text) {
    var table = new OutcomeTable();
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (!line.isBlank()) {
        line(table, line, number);
      }
    }
    return table.outcomes();
  }

  private static void line(OutcomeTable table, String line, int number) {
    try {
      OutcomeLine read = OutcomeLine.of(line, number);
      table.score(read.text(), read.model(), read.score(), number);
      read.cost().ifPresent(cost -> table.cost(read.text(), read.model(), cost, number));
    } catch (JacksonException e) {
      throw new OutcomeException(number, "no JSON: " + e.getOriginalMessage());
    }
  }

  private static Outcomes csv(String text) {
    var records = new CsvRecords(text);
    List<String> header =
        records.next().orElseThrow(() -> new OutcomeException("The file is empty."));
    var columns = new CsvColumns(header);
    var table = new OutcomeTable();
    if (columns.isLong()) {
      columns.readLong(records, table);
    } else {
      columns.readWide(records, table);
    }
    return table.outcomes();
  }

  /// A score: a number from 0 to 1, or true or false.
  static Optional<Double> score(String text) {
    return switch (text.strip()) {
      case "True", "true", "TRUE" -> Optional.of(1.0);
      case "False", "false", "FALSE" -> Optional.of(0.0);
      default -> number(text).filter(value -> value >= 0 && value <= 1);
    };
  }

  static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.parseDouble(text.strip())).filter(Double::isFinite);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
