package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.store.Verdicts.Label;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// The lines of a journal, as JSON: what the run is of, that a call begins, that it ended, what
/// came of a cell, what a judge said.
final class JournalLines {
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private JournalLines() {}

  /// A line cannot be read.
  static final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedException(String why) {
      super(why);
    }
  }

  static String head(MatrixHead head) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("version", VERSION);
    fields.put("id", head.id());
    fields.put("file", head.file());
    fields.put("title", head.title());
    fields.put("began", head.began().toString());
    fields.put("simulated", head.simulated());
    return line("run", fields);
  }

  static MatrixHead head(String line) throws DamagedException {
    JsonNode run = tree(line).path("run");
    int version = run.path("version").asInt(0);
    if (version > VERSION) {
      throw new DamagedException("it was written by a newer Signalbox");
    }
    if (version != VERSION) {
      throw new DamagedException("it is not the journal of a comparison");
    }
    try {
      return new MatrixHead(
          run.path("id").asString(),
          run.path("file").asString(),
          run.path("title").asString(),
          Instant.parse(run.path("began").asString()),
          run.path("simulated").asBoolean());
    } catch (DateTimeException | JacksonException e) {
      throw new DamagedException("its first line is damaged");
    }
  }

  static String asked(String call, Optional<Money> most) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("call", call);
    most.ifPresent(usd -> fields.put("most", usd.plain()));
    return line("asked", fields);
  }

  static String ended(String call, Optional<Money> usd) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("call", call);
    usd.ifPresent(each -> fields.put("usd", each.plain()));
    return line("ended", fields);
  }

  static String cell(MatrixCell cell) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("target", cell.target());
    fields.put("prompt", cell.prompt());
    fields.put("target_key", cell.at().target());
    fields.put("prompt_key", cell.at().prompt());
    fields.put("failure", cell.failure());
    fields.put("answer", cell.answer());
    fields.put("tools", cell.tools());
    fields.put("model", cell.model());
    cell.firstTokenMillis().ifPresent(each -> fields.put("first_token_ms", each));
    fields.put("ms", cell.millis());
    fields.put("prompt_tokens", cell.promptTokens());
    fields.put("completion_tokens", cell.completionTokens());
    cell.usd().ifPresent(usd -> fields.put("usd", usd.plain()));
    fields.put("request", cell.request());
    fields.put("at", cell.ended().toString());
    return line("cell", fields);
  }

  static String verdict(MatrixVerdict verdict) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("judge", verdict.at().judge());
    fields.put("target_key", verdict.at().cell().target());
    fields.put("prompt_key", verdict.at().cell().prompt());
    fields.put("base", verdict.at().base());
    fields.put("turn", verdict.at().turn());
    fields.put("label", verdict.label().name());
    fields.put("target_first", verdict.targetFirst());
    verdict.usd().ifPresent(usd -> fields.put("usd", usd.plain()));
    fields.put("at", verdict.ended().toString());
    return line("verdict", fields);
  }

  private static String line(String kind, Map<String, Object> fields) {
    return JSON.writeValueAsString(Map.of(kind, fields));
  }

  /// Adds a line to what is known. Kinds of lines that are unknown are passed over: a later version
  /// may write more.
  static void read(String line, MatrixTally into) throws DamagedException {
    JsonNode tree = tree(line);
    try {
      read(tree, into);
    } catch (DateTimeException | IllegalArgumentException | JacksonException e) {
      throw new DamagedException("a value is damaged");
    }
  }

  private static void read(JsonNode tree, MatrixTally into) {
    if (tree.has("asked")) {
      JsonNode asked = tree.get("asked");
      into.asked(asked.path("call").asString(), money(asked, "most"));
    } else if (tree.has("ended")) {
      JsonNode ended = tree.get("ended");
      into.ended(ended.path("call").asString(), money(ended, "usd"));
    } else if (tree.has("cell")) {
      into.cell(cell(tree.get("cell")));
    } else if (tree.has("verdict")) {
      into.verdict(verdict(tree.get("verdict")));
    }
  }

  private static JsonNode tree(String line) throws DamagedException {
    try {
      JsonNode tree = JSON.readTree(line);
      if (tree.isObject()) {
        return tree;
      }
    } catch (JacksonException e) {
      // The message below is all that helps.
    }
    throw new DamagedException("it is not a JSON object");
  }

  private static MatrixCell cell(JsonNode from) {
    List<String> tools = new ArrayList<>();
    from.path("tools").forEach(each -> tools.add(each.asString()));
    JsonNode first = from.path("first_token_ms");
    return new MatrixCell(
        key(from),
        from.path("target").asString(),
        from.path("prompt").asString(),
        from.path("failure").asString(),
        from.path("answer").asString(),
        tools,
        from.path("model").asString(),
        first.isNumber() ? OptionalLong.of(first.asLong()) : OptionalLong.empty(),
        from.path("ms").asLong(),
        from.path("prompt_tokens").asLong(),
        from.path("completion_tokens").asLong(),
        money(from, "usd"),
        from.path("request").asString(),
        Instant.parse(from.path("at").asString()));
  }

  private static MatrixVerdict verdict(JsonNode from) {
    return new MatrixVerdict(
        new MatrixVerdict.VerdictKey(
            from.path("judge").asString(),
            key(from),
            from.path("base").asString(),
            from.path("turn").asInt()),
        Label.valueOf(from.path("label").asString()),
        from.path("target_first").asBoolean(),
        money(from, "usd"),
        Instant.parse(from.path("at").asString()));
  }

  private static MatrixCell.CellKey key(JsonNode from) {
    return new MatrixCell.CellKey(
        from.path("target_key").asString(), from.path("prompt_key").asString());
  }

  private static Optional<Money> money(JsonNode from, String key) {
    JsonNode text = from.path(key);
    return text.isString() ? Optional.of(Money.of(text.asString())) : Optional.empty();
  }
}
