package io.signalbox.engine.providers;

import io.signalbox.engine.spi.RequestRules;
import io.signalbox.engine.spi.RequestRules.Thoughts;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Rules for requests as members of a JSON object; what is not known has none. Pure.
public final class RulesJson {
  private RulesJson() {}

  /// Reads them; other members of the object are not looked at.
  ///
  /// @throws IllegalArgumentException if a word is none of those that there are
  public static RequestRules read(JsonNode row) {
    return new RequestRules(
        list(row, "members").map(Set::copyOf),
        list(row, "message_members").map(Set::copyOf),
        Set.copyOf(texts(row.path("refused"))),
        Set.copyOf(texts(row.path("refused_in_messages"))),
        Set.copyOf(texts(row.path("refused_thinking"))),
        text(row, "usual_effort"),
        list(row, "efforts"),
        text(row, "limit"),
        row.has("thoughts") ? Optional.of(thoughts(row.path("thoughts"))) : Optional.empty(),
        text(row, "later_system")
            .map(where -> RequestRules.LaterSystem.valueOf(where.toUpperCase(Locale.ROOT))),
        row.has("strict_schemas")
            ? Optional.of(row.path("strict_schemas").asBoolean())
            : Optional.empty(),
        whole(row, "stops"),
        whole(row, "tool_name"),
        row.has("tool_name_start")
            ? Optional.of(row.path("tool_name_start").asBoolean())
            : Optional.empty(),
        whole(row, "call_id"),
        row.has("cache_marks")
            ? Optional.of(cacheMarks(row.path("cache_marks")))
            : Optional.empty(),
        row.has("custom_tools")
            ? Optional.of(row.path("custom_tools").asBoolean())
            : Optional.empty(),
        text(row, "documents")
            .map(part -> RequestRules.Documents.valueOf(part.toUpperCase(Locale.ROOT))),
        Set.copyOf(texts(row.path("also"))));
  }

  private static RequestRules.CacheMarks cacheMarks(JsonNode json) {
    return new RequestRules.CacheMarks(
        json.path("most").intValue(),
        json.path("least").asInt(0),
        json.path("tools").asBoolean(false),
        json.path("hour").asBoolean(false),
        json.path("set").asBoolean(false));
  }

  private static Thoughts thoughts(JsonNode json) {
    String turns = json.path("turns").asString().toUpperCase(Locale.ROOT);
    return new Thoughts(json.path("member").asString(), Thoughts.Turns.valueOf(turns));
  }

  /// Adds them to an object.
  public static void write(ObjectNode row, RequestRules rules) {
    rules.members().ifPresent(all -> texts(row, "members", sorted(all)));
    rules.messageMembers().ifPresent(all -> texts(row, "message_members", sorted(all)));
    unlessEmpty(row, "refused", rules.refused());
    unlessEmpty(row, "refused_in_messages", rules.refusedInMessages());
    unlessEmpty(row, "refused_thinking", rules.refusedThinking());
    rules.usualEffort().ifPresent(word -> row.put("usual_effort", word));
    rules.efforts().ifPresent(all -> texts(row, "efforts", all));
    rules.limit().ifPresent(name -> row.put("limit", name));
    rules
        .thoughts()
        .ifPresent(back ->
            row.putObject("thoughts")
                .put("member", back.member())
                .put("turns", word(back.turns())));
    rules.laterSystem().ifPresent(where -> row.put("later_system", word(where)));
    rules.strictSchemas().ifPresent(strict -> row.put("strict_schemas", strict));
    whole(row, "stops", rules.stops());
    whole(row, "tool_name", rules.toolName());
    rules.toolNameStart().ifPresent(letter -> row.put("tool_name_start", letter));
    whole(row, "call_id", rules.callId());
    rules
        .cacheMarks()
        .ifPresent(marks ->
            row.putObject("cache_marks")
                .put("most", marks.most())
                .put("least", marks.least())
                .put("tools", marks.tools())
                .put("hour", marks.hour())
                .put("set", marks.set()));
    rules.customTools().ifPresent(known -> row.put("custom_tools", known));
    rules.documents().ifPresent(part -> row.put("documents", word(part)));
    unlessEmpty(row, "also", rules.alsoTaken());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static void unlessEmpty(ObjectNode row, String key, Set<String> all) {
    if (!all.isEmpty()) {
      texts(row, key, sorted(all));
    }
  }

  private static List<String> sorted(Set<String> all) {
    return all.stream().sorted().toList();
  }

  static void texts(ObjectNode row, String key, Collection<String> all) {
    var list = row.putArray(key);
    all.forEach(list::add);
  }

  private static void whole(ObjectNode row, String key, OptionalInt number) {
    if (number.isPresent()) {
      row.put(key, number.getAsInt());
    }
  }

  private static Optional<String> text(JsonNode row, String key) {
    return row.has(key) ? Optional.of(row.path(key).asString()) : Optional.empty();
  }

  private static OptionalInt whole(JsonNode row, String key) {
    return row.has(key) ? OptionalInt.of(row.path(key).intValue()) : OptionalInt.empty();
  }

  private static Optional<List<String>> list(JsonNode row, String key) {
    return row.has(key) ? Optional.of(texts(row.path(key))) : Optional.empty();
  }

  /// The texts of a list.
  public static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asString).toList();
  }
}
