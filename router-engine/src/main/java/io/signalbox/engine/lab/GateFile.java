package io.signalbox.engine.lab;

import io.signalbox.engine.home.HomeProblem;
import io.signalbox.engine.route.gate.GateResult;
import io.signalbox.engine.workspace.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// The results of gates as they lie in a home. They hold no prompt and no answer. Immutable.
///
/// @param results by gate
/// @param trouble why the file cannot be read; empty if it can, or there is none
record GateFile(Map<Gate, GateResult> results, Optional<String> trouble) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int VERSION = 1;
  private static final int MOST_BYTES = 4 << 20;

  /// So many are kept; then the oldest goes.
  private static final int MOST = 1_000;

  GateFile {
    results = Map.copyOf(results);
  }

  /// A gate.
  ///
  /// @param graph the graph's name
  /// @param node the node's id
  record Gate(String graph, String node) {}

  static GateFile read(Path file) {
    try {
      if (Files.notExists(file)) {
        return new GateFile(Map.of(), Optional.empty());
      }
      byte[] bytes = RegularFile.read(file, MOST_BYTES);
      return bytes.length > MOST_BYTES
          ? broken("it is larger than 4 MiB")
          : read(JSON.readTree(bytes));
    } catch (NoSuchFileException e) {
      return new GateFile(Map.of(), Optional.empty());
    } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
      return broken("it is damaged");
    } catch (IOException | SecurityException e) {
      return broken(HomeProblem.cause(e));
    }
  }

  private static GateFile broken(String why) {
    return new GateFile(Map.of(), Optional.of(why));
  }

  private static GateFile read(JsonNode root) {
    if (root.path("version").asInt(0) != VERSION || !root.path("gates").isArray()) {
      return broken("it is damaged, or of another version of Signalbox");
    }
    var results = new LinkedHashMap<Gate, GateResult>();
    for (JsonNode each : root.path("gates")) {
      results.put(
          new Gate(text(each, "graph"), text(each, "node")),
          new GateResult(
              Instant.parse(text(each, "at")),
              number(each, "cases"),
              number(each, "answers"),
              number(each, "passed"),
              text(each, "suite"),
              text(each, "branch")));
    }
    return new GateFile(results, Optional.empty());
  }

  private static String text(JsonNode from, String key) {
    JsonNode value = from.path(key);
    if (!value.isString()) {
      throw new IllegalArgumentException(key);
    }
    return value.asString();
  }

  private static int number(JsonNode from, String key) {
    JsonNode value = from.path(key);
    if (!value.isInt()) {
      throw new IllegalArgumentException(key);
    }
    return value.asInt();
  }

  GateFile with(Gate gate, GateResult result) {
    var all = new LinkedHashMap<>(results);
    all.put(gate, result);
    List<Map.Entry<Gate, GateResult>> latest =
        all.entrySet().stream()
            .sorted(Comparator.comparing(each -> each.getValue().at(), Comparator.reverseOrder()))
            .limit(MOST)
            .toList();
    var kept = new LinkedHashMap<Gate, GateResult>();
    latest.forEach(each -> kept.put(each.getKey(), each.getValue()));
    return new GateFile(kept, Optional.empty());
  }

  byte[] bytes() {
    var gates = new ArrayList<Map<String, Object>>();
    results.forEach((gate, result) -> gates.add(view(gate, result)));
    gates.sort(Comparator.comparing(each -> each.get("graph") + "\u0000" + each.get("node")));
    var root = new LinkedHashMap<String, Object>();
    root.put("version", VERSION);
    root.put("gates", gates);
    return JSON.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, Object> view(Gate gate, GateResult result) {
    var view = new LinkedHashMap<String, Object>();
    view.put("graph", gate.graph());
    view.put("node", gate.node());
    view.put("at", result.at().toString());
    view.put("cases", result.cases());
    view.put("answers", result.answers());
    view.put("passed", result.passed());
    view.put("suite", result.suite());
    view.put("branch", result.branch());
    return view;
  }
}
