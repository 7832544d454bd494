package io.signalbox.engine.learned;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The columns of a CSV file of outcomes, and its records read by them.
final class CsvColumns {
  private final List<String> header;
  private final int text;

  /// @throws OutcomeException if there is no column of prompts
  CsvColumns(List<String> header) {
    this.header = header.stream().map(String::strip).toList();
    this.text = column("text").or(() -> column("prompt")).orElseThrow(this::noPrompts);
  }

  private OutcomeException noPrompts() {
    return new OutcomeException(1, "no column is called `text` or `prompt`: " + header);
  }

  private Optional<Integer> column(String name) {
    return Optional.of(header.indexOf(name)).filter(at -> at >= 0);
  }

  /// Whether each record is about one model.
  boolean isLong() {
    return column("model").isPresent() && column("score").isPresent();
  }

  void readLong(CsvRecords records, OutcomeTable table) {
    int model = header.indexOf("model");
    int score = header.indexOf("score");
    Optional<Integer> cost = column("cost").or(() -> column("usd"));
    for (var next = records.next(); next.isPresent(); next = records.next()) {
      List<String> fields = whole(next.get(), records.line());
      int line = records.line();
      double value =
          OutcomeText.score(fields.get(score)).orElseThrow(() -> notScore(fields.get(score), line));
      table.score(fields.get(text), fields.get(model), value, line);
      cost.map(fields::get)
          .flatMap(OutcomeText::number)
          .ifPresent(usd -> table.cost(fields.get(text), fields.get(model), usd, line));
    }
  }

  private static OutcomeException notScore(String found, int line) {
    return new OutcomeException(
        line, "`score` must be a number from 0 to 1, True or False, not `" + found + "`");
  }

  private List<String> whole(List<String> fields, int line) {
    if (fields.size() != header.size()) {
      throw new OutcomeException(
          line, "has " + fields.size() + " fields, the header " + header.size());
    }
    return fields;
  }

  void readWide(CsvRecords records, OutcomeTable table) {
    var rows = new ArrayList<List<String>>();
    var lines = new ArrayList<Integer>();
    for (var next = records.next(); next.isPresent(); next = records.next()) {
      rows.add(whole(next.get(), records.line()));
      lines.add(records.line());
    }
    Map<String, Integer> models = models(rows);
    if (models.isEmpty()) {
      throw new OutcomeException(1, "no column holds scores from 0 to 1, True or False");
    }
    models.forEach((model, column) -> {
      Optional<Integer> cost = column(model + "_cost").or(() -> column(model + "|total_cost"));
      for (int i = 0; i < rows.size(); i++) {
        read(table, rows.get(i), lines.get(i), model, column, cost);
      }
    });
  }

  private void read(
      OutcomeTable table,
      List<String> fields,
      int line,
      String model,
      int column,
      Optional<Integer> cost) {
    String prompt = fields.get(text);
    OutcomeText.score(fields.get(column))
        .ifPresent(score -> {
          table.score(prompt, model, score, line);
          cost.map(fields::get)
              .flatMap(OutcomeText::number)
              .ifPresent(usd -> table.cost(prompt, model, usd, line));
        });
  }

  /// The columns in which every field is a score or empty.
  private Map<String, Integer> models(List<List<String>> rows) {
    var models = new LinkedHashMap<String, Integer>();
    for (int c = 0; c < header.size(); c++) {
      int column = c;
      boolean other = c == text || header.get(c).isEmpty() || isAbout(header.get(c));
      if (!other
          && rows.stream().allMatch(row -> isScore(row.get(column)))
          && rows.stream().anyMatch(row -> !row.get(column).isBlank())) {
        models.put(header.get(c), c);
      }
    }
    return models;
  }

  private static boolean isScore(String field) {
    return field.isBlank() || OutcomeText.score(field).isPresent();
  }

  /// Whether a column says something about a model instead of being one.
  private boolean isAbout(String name) {
    return name.endsWith("_response")
        || name.endsWith("|model_response")
        || name.endsWith("_cost")
        || name.endsWith("|total_cost");
  }
}
