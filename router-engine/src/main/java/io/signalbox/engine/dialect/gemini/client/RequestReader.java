package io.signalbox.engine.dialect.gemini.client;

import static io.signalbox.engine.dialect.gemini.client.Values.VALUES;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Extras;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.dialect.BadBody;
import io.signalbox.engine.dialect.gemini.GeminiApi;
import io.signalbox.engine.json.Cursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a client's body in one pass. Members that a [ChatRequest] has no place for are kept as
/// they were written, each under its own name. Belongs to one thread.
final class RequestReader {
  private static final int MOST_TURNS = 10_000;
  private static final String MODELS = "models/";

  private final Cursor cursor;
  private final boolean counted;
  private final Map<String, String> extras = new LinkedHashMap<>();
  private final CallIds ids = new CallIds();
  private final Conversation turns = new Conversation();
  private final ToolList tools;
  private final CallingReader calling;
  private final GenerationReader generation;
  private final Map<String, String> labels = new LinkedHashMap<>();
  private List<Part> system = List.of();
  private Optional<String> user = Optional.empty();
  private String model = "";
  private int contents;

  /// @param counted whether only its tokens are counted
  RequestReader(Cursor cursor, boolean counted) {
    this.cursor = cursor;
    this.counted = counted;
    this.tools = new ToolList(cursor);
    this.calling = new CallingReader(cursor);
    this.generation = new GenerationReader(cursor);
  }

  /// Reads the whole body.
  ///
  /// @throws BadBody if it breaks a rule
  /// @throws io.signalbox.engine.json.DuplicateMemberException if two members have one name
  /// @throws tools.jackson.core.JacksonException if it is no JSON, or too deep
  RequestReader read() {
    if (!cursor.open()) {
      throw BodyErrors.notJson("it is not a JSON object in UTF-8");
    }
    Members.read(cursor, "", name -> member("", name));
    if (!cursor.atEnd()) {
      throw BodyErrors.notJson("there is text after the JSON object");
    }
    if (turns.isEmpty()) {
      throw BodyErrors.of("contents", "at least one content with a part is required");
    }
    return this;
  }

  /// What is asked.
  ///
  /// @param named the model that the path names; empty if it names none
  ChatRequest request(String named, boolean stream) {
    List<Message> conversation = new ArrayList<>();
    if (!system.isEmpty()) {
      conversation.add(new Message(Role.SYSTEM, system));
    }
    conversation.addAll(turns.messages());
    return new ChatRequest(
        plain(named.isEmpty() ? model : named),
        conversation,
        calling.offered(tools.functions()),
        calling.choice(),
        Optional.empty(),
        generation.sampling(),
        generation.format(),
        stream,
        stream, // this dialect's streams always tell it
        labels,
        user,
        new Extras(GeminiApi.ID, extras));
  }

  boolean showsThoughts() {
    return generation.showsThoughts();
  }

  private static String plain(String name) {
    return name.startsWith(MODELS) ? name.substring(MODELS.length()) : name;
  }

  private void member(String param, String name) {
    String where = Members.at(param, name);
    if (cursor.isNull()) {
      cursor.skip();
      return;
    }
    switch (name) {
      case "contents" -> Values.each(cursor, where, "a list of contents", this::turn);
      case "systemInstruction" -> system = new TurnReader(cursor, where, ids).parts();
      case GeminiApi.TOOLS -> {
        tools.read(where);
        keep(name, tools.own());
      }
      case GeminiApi.TOOL_CONFIG -> calling(where);
      case GeminiApi.CONFIG -> {
        generation.read(where);
        keep(name, generation.own());
      }
      case "labels" -> labels(where);
      case "model" -> model = VALUES.required(cursor, where);
      default -> other(name, where);
    }
  }

  /// The names of labels are the client's own, but for the one that is known to graphs: this API
  /// has no other place for a user.
  private void labels(String where) {
    VALUES.object(cursor, where);
    while (cursor.nextMember()) {
      String name = cursor.name();
      String value = VALUES.required(cursor, Members.at(where, name));
      if (name.equals(GeminiApi.USER)) {
        user = Optional.of(value);
      } else {
        labels.put(name, value);
      }
    }
  }

  /// What is counted may be a whole request within the body.
  private void other(String name, String where) {
    if (counted && name.equals("generateContentRequest")) {
      Members.read(cursor, where, each -> member(where, each));
    } else {
      extras.put(name, cursor.raw());
    }
  }

  private void turn(String where) {
    if (contents++ == MOST_TURNS) {
      throw BodyErrors.of("contents", "there may be " + MOST_TURNS + " at most");
    }
    new TurnReader(cursor, where, ids).readInto(turns);
  }

  private void calling(String where) {
    VALUES.object(cursor, where);
    int start = cursor.start();
    calling.read(where);
    if (!calling.isWhole()) {
      extras.put(GeminiApi.TOOL_CONFIG, cursor.rawFrom(start));
    }
  }

  private void keep(String name, Map<String, String> members) {
    members.forEach((member, json) -> extras.put(name + "." + member, json));
  }
}
