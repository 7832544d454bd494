package io.signalbox.engine.dialect.gemini.client;

import static io.signalbox.engine.dialect.gemini.client.Values.VALUES;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.json.Cursor;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads a call of a function or what came of it. Belongs to one thread.
final class FunctionReader {
  private static final String ERROR = "error";
  private static final String OUTPUT = "output";

  private final Cursor cursor;
  private final String param;
  private String id = "";
  private String name = "";
  private String arguments = "{}";
  private String response = "{}";
  private final List<Part> pictures = new ArrayList<>();

  FunctionReader(Cursor cursor, String param) {
    this.cursor = cursor;
    this.param = param;
  }

  /// Reads all of it and says the function's name.
  String read() {
    Members.read(cursor, param, this::member);
    if (name.isEmpty()) {
      throw BodyErrors.missing(Members.at(param, "name"));
    }
    return name;
  }

  private void member(String member) {
    String where = Members.at(param, member);
    switch (member) {
      case "id" -> id = VALUES.text(cursor, where).orElse("");
      case "name" -> name = VALUES.text(cursor, where).orElse("");
      case "args" -> arguments = object(where);
      case "response" -> response = object(where);
      case "parts" -> Values.each(cursor, where, "a list of parts", this::picture);
      default -> cursor.skip();
    }
  }

  private String object(String where) {
    if (cursor.isNull()) {
      return "{}";
    }
    VALUES.object(cursor, where);
    return cursor.raw();
  }

  private void picture(String where) {
    pictures.addAll(new PartReader(cursor, where, new CallIds()).read().parts());
  }

  String id() {
    return id;
  }

  String arguments() {
    return arguments;
  }

  /// What the function gave. The names that the API proposes for what it printed and for an error
  /// are no part of it, if they are all there is.
  Part.ToolResult result(String callId) {
    ObjectNode json = JsonTree.readObject(response).orElseGet(JsonTree::object);
    boolean failed = isOnly(json, ERROR);
    boolean printed = isOnly(json, OUTPUT) && JsonTree.readObject(text(json, OUTPUT)).isEmpty();
    String text = failed ? text(json, ERROR) : printed ? text(json, OUTPUT) : response;
    List<Part> content = new ArrayList<>(List.of(new Part.Text(text)));
    content.addAll(pictures);
    return new Part.ToolResult(callId, content, failed);
  }

  private static boolean isOnly(ObjectNode json, String member) {
    return json.size() == 1 && json.path(member).isString();
  }

  private static String text(JsonNode json, String member) {
    return JsonTree.text(json, member);
  }
}
