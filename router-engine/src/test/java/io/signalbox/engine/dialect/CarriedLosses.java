package io.signalbox.engine.dialect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What of an answer cannot reach a client, and why: the table of the documents.
final class CarriedLosses {
  private static final Path PAGE = Path.of("../docs/providers.md");
  private static final String ANY = "any";
  private static final List<Row> ROWS = rows();

  private CarriedLosses() {}

  /// A row of the table.
  private record Row(String provider, String client, String what, String why) {
    /// The provider's own client misses no part of an answer.
    boolean explains(String from, String to, String difference) {
      boolean between = client.equals(ANY) && provider.equals(ANY) ? !from.equals(to) : true;
      return between
          && fits(provider, from)
          && fits(client, to)
          && difference.startsWith(what + ": ");
    }

    private static boolean fits(String row, String id) {
      return row.equals(ANY) || row.equals(id);
    }
  }

  private static List<Row> rows() {
    try {
      List<String> lines = Files.readAllLines(PAGE);
      int table = lines.indexOf("<!-- losses: the tests of answers read this table -->");
      return lines.stream()
          .skip(table + 3)
          .takeWhile(line -> line.startsWith("|"))
          .map(CarriedLosses::row)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String line) {
    String[] cells = line.replace("`", "").split("\\s*\\|\\s*", -1);
    if (cells.length != 6 || cells[4].isEmpty()) {
      throw new AssertionError("no row with a reason: " + line);
    }
    return new Row(cells[1], cells[2], cells[3], cells[4]);
  }

  /// Whether a difference is in the table.
  static boolean explains(String provider, String client, String difference) {
    return ROWS.stream().anyMatch(row -> row.explains(provider, client, difference));
  }
}
