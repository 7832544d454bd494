package io.signalbox.engine.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What may stand at the places of a graph's file, for editors: the words of its schema. Immutable,
/// safe for threads.
public final class GraphWords {
  private static final GraphWords ALL = new GraphWords(load());

  private final JsonNode definitions;

  private GraphWords(JsonNode schema) {
    definitions = schema.path("$defs");
  }

  /// The words of format 1.
  public static GraphWords all() {
    return ALL;
  }

  private static JsonNode load() {
    try (InputStream schema =
        Objects.requireNonNull(GraphWords.class.getResourceAsStream("graph.schema.json"))) {
      return JsonMapper.shared().readTree(schema);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// A word.
  ///
  /// @param meaning what it says, in a sentence; may be empty
  public record Word(String word, String meaning) {}

  /// What a value is for.
  public enum Use {
    /// The id of a node or a model.
    REFERENCE,
    /// A condition in CEL.
    CONDITION,
    OTHER
  }

  /// What may stand somewhere.
  ///
  /// @param keys of a mapping
  /// @param values the only values, if they are a few words
  public record Vocabulary(List<Word> keys, List<Word> values, Use use) {
    public Vocabulary {
      keys = List.copyOf(keys);
      values = List.copyOf(values);
    }
  }

  /// A part of the schema.
  ///
  /// @param name of its definition; empty if it has none
  private record Part(JsonNode node, String name, String meaning) {}

  /// What may stand at a path.
  ///
  /// @param path keys from the root; `[]` for what a list holds
  /// @param kind the kind of the node that the path points into; empty if it is not known
  public Vocabulary at(List<String> path, String kind) {
    Optional<Part> here = Optional.of(part(definitions.path("graph")));
    for (int i = 0; i < path.size() && here.isPresent(); i++) {
      here = below(here.get(), path.get(i));
      boolean node = i == 1 && path.getFirst().equals("nodes");
      if (node && definitions.has(kind) && isKind(kind)) {
        here = Optional.of(part(definitions.path(kind)));
      }
    }
    return here.map(this::place).orElseGet(() -> new Vocabulary(List.of(), List.of(), Use.OTHER));
  }

  private boolean isKind(String word) {
    return words(definitions.path("node").path("properties").path("kind")).stream()
        .anyMatch(each -> each.word().equals(word));
  }

  private Optional<Part> below(Part part, String step) {
    JsonNode node = part.node();
    JsonNode found =
        step.equals("[]")
            ? node.path("items")
            : node.path("properties").has(step)
                ? node.path("properties").path(step)
                : node.path("additionalProperties");
    return found.isObject() ? Optional.of(part(found)) : Optional.empty();
  }

  /// Follows references; what is said of the place itself counts more than what its definition
  /// says.
  private Part part(JsonNode node) {
    String name = "";
    String meaning = node.path("description").asString("");
    JsonNode here = node;
    while (here.has("$ref")) {
      name = here.path("$ref").asString("").replace("#/$defs/", "");
      here = definitions.path(name);
      meaning = meaning.isEmpty() ? here.path("description").asString("") : meaning;
    }
    return new Part(here, name, meaning);
  }

  private Vocabulary place(Part part) {
    List<Word> keys = new ArrayList<>();
    part.node()
        .path("properties")
        .properties()
        .forEach(entry -> {
          if (!entry.getValue().has("not")) {
            keys.add(new Word(entry.getKey(), part(entry.getValue()).meaning()));
          }
        });
    Use use =
        switch (part.name()) {
          case "reference" -> Use.REFERENCE;
          case "condition" -> Use.CONDITION;
          default -> Use.OTHER;
        };
    return new Vocabulary(keys, words(part.node()), use);
  }

  private List<Word> words(JsonNode node) {
    List<Word> words = new ArrayList<>();
    if (node.has("const")) {
      words.add(new Word(node.path("const").asString(""), ""));
    }
    for (JsonNode each : node.path("enum")) {
      String word = each.asString("");
      words.add(new Word(word, definitions.path(word).path("description").asString("")));
    }
    return words.stream().distinct().toList();
  }
}
