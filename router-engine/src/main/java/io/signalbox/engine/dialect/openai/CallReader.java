package io.signalbox.engine.dialect.openai;

import static io.signalbox.engine.dialect.openai.Values.VALUES;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.Seal;
import io.signalbox.engine.json.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the `tool_calls` of a client's message: calls of functions, and of custom tools as calls
/// of the functions that stand for them; and the call of a function in the form before tools: one
/// at most in a message, without an id, whose result is the next message of the role `function`.
final class CallReader {
  /// The member with the functions on offer before there were tools, and of an answer the wish for
  /// that form.
  static final String FUNCTIONS = "functions";

  /// The member of requests that says how free the model is in calling them, and of messages the
  /// call.
  static final String FUNCTION_CALL = "function_call";

  private CallReader() {}

  /// The id of a call of the form before tools, and of its result.
  ///
  /// @param number how many such calls the conversation has until then
  static String legacyId(int number) {
    return "call_function_" + number;
  }

  /// Such a call at the cursor.
  static Part.ToolCall legacy(Cursor cursor, String param, int number) {
    var called = Called.read(cursor, param, "arguments");
    return new Part.ToolCall(legacyId(number), called.name(), called.text());
  }

  /// What is called.
  ///
  /// @param name the tool's name
  /// @param text what it is told: arguments, or the input of a custom tool
  record Called(String name, String text) {

    /// Reads the object at the cursor.
    ///
    /// @param member what holds the text
    static Called read(Cursor cursor, String param, String member) {
      VALUES.object(cursor, param);
      String name = "";
      String text = "";
      while (cursor.nextMember()) {
        boolean isName = cursor.name().equals("name");
        boolean isText = cursor.name().equals(member);
        String value = cursor.textOrRaw();
        name = isName ? value : name;
        text = isText ? value : text;
      }
      if (name.isEmpty()) {
        throw BodyErrors.missing(param + ".name");
      }
      return new Called(name, text);
    }
  }

  static List<Part> calls(Cursor cursor, String param) {
    if (cursor.isNull()) {
      return List.of();
    }
    VALUES.array(cursor, param, "an array of objects");
    List<Part> all = new ArrayList<>();
    for (int i = 0; cursor.nextElement(); i++) {
      all.addAll(call(cursor, param + "[" + i + "]"));
    }
    return all;
  }

  /// A call; one that is neither is kept as it was written.
  private static List<Part> call(Cursor cursor, String where) {
    VALUES.object(cursor, where);
    int start = cursor.start();
    String id = "";
    Optional<Called> called = Optional.empty();
    String signature = "";
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "id" -> id = VALUES.text(cursor, where + ".id").orElse("");
        case "function" ->
            called = Optional.of(Called.read(cursor, where + ".function", "arguments"));
        case CustomTools.TYPE -> called = custom(cursor, where + ".custom");
        case ExtraContent.MEMBER -> signature = ExtraContent.signature(cursor);
        default -> cursor.skip();
      }
    }
    if (called.isEmpty()) {
      return List.of(new Part.Foreign(OpenAiApi.ID, MessageList.OWN_CALL, cursor.rawFrom(start)));
    }
    var call = new Part.ToolCall(id, called.get().name(), called.get().text());
    return signature.isEmpty() ? List.of(call) : List.of(call, Seal.signature(signature, id));
  }

  private static Optional<Called> custom(Cursor cursor, String where) {
    if (!cursor.isObject()) {
      cursor.skip();
      return Optional.empty();
    }
    Called said = Called.read(cursor, where, "input");
    return Optional.of(new Called(said.name(), CustomInput.arguments(said.text())));
  }
}
