package io.signalbox.engine.cli.traffic;

import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.store.Ledger;
import java.util.List;

/// Finds a recorded request by its id, or by the beginning of it as lists show it.
final class RecordedId {
  /// Requests of clients, and those of the terminal and the workbench.
  private static final List<String> KINDS = List.of("req_", "run_");

  /// Lists show so many characters after that: of a client's request the time, and four digits by
  /// chance.
  private static final int SHOWN = 16;

  private static final int LEAST = 6;
  private static final int LONGEST = 200;
  private static final int MOST_NAMED = 5;

  private RecordedId() {}

  /// How lists show an id.
  static String shown(String id) {
    String rest = withoutKind(id);
    return rest.length() <= SHOWN || rest.contains("~") ? rest : rest.substring(0, SHOWN);
  }

  private static String withoutKind(String id) {
    return KINDS.stream()
        .filter(id::startsWith)
        .findFirst()
        .map(kind -> id.substring(kind.length()))
        .orElse(id);
  }

  /// The whole id.
  ///
  /// @throws BadInputException if no request or several have it; the message says which
  static String find(Ledger ledger, String text) {
    String wanted = text.strip();
    if (wanted.isEmpty() || wanted.length() > LONGEST) {
      throw new BadInputException("ID must have 1 to " + LONGEST + " characters.");
    }
    if (ledger.trace(wanted).isPresent()) {
      return wanted;
    }
    String beginning = withoutKind(wanted);
    List<String> found =
        KINDS.stream()
            .map(kind -> ledger.ids(kind + beginning, MOST_NAMED + 1))
            .filter(ids -> !ids.isEmpty())
            .findFirst()
            .orElseGet(() -> ledger.ids(wanted, MOST_NAMED + 1));
    if (found.isEmpty()) {
      throw new BadInputException(
          "no recorded request has the id "
              + text
              + ". `signalbox traffic` lists ids; answers carry them as x-request-id.");
    }
    // The copies of a request begin with its id.
    List<String> originals = found.stream().filter(id -> !id.contains("~")).toList();
    List<String> meant = originals.size() == 1 ? originals : found;
    if (meant.size() > 1) {
      throw new BadInputException(ambiguous(text, beginning, meant));
    }
    if (beginning.length() < LEAST) {
      throw new BadInputException(
          "the id %s is too short: write at least %d characters of it, as in %s."
              .formatted(text, LEAST, shown(meant.getFirst())));
    }
    return meant.getFirst();
  }

  private static String ambiguous(String text, String beginning, List<String> found) {
    var named = found.stream().limit(MOST_NAMED).toList();
    String more = found.size() > named.size() ? " and more" : "";
    String why = beginning.length() < LEAST ? "is too short" : "is ambiguous";
    return "the id %s %s: %s%s begin with it. Write more of it."
        .formatted(text, why, String.join(", ", named), more);
  }
}
