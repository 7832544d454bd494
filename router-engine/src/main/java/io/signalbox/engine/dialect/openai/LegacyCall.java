package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.json.Cursor;

/// The calls of functions that came before tools: one at most in a message, without an id, and the
/// next message of the role `function` is its result.
final class LegacyCall {
  /// The member with the functions on offer, and of an answer the wish for this form.
  static final String FUNCTIONS = "functions";

  /// The member of requests that says how free the model is in calling them, and of messages the
  /// call.
  static final String MEMBER = "function_call";

  private LegacyCall() {}

  /// The id of a call and of its result.
  ///
  /// @param number how many calls of this form the conversation has until then
  static String id(int number) {
    return "call_function_" + number;
  }

  /// The call at the cursor.
  static Part.ToolCall read(Cursor cursor, String param, int number) {
    var called = CallReader.Called.read(cursor, param, "arguments");
    return new Part.ToolCall(id(number), called.name(), called.text());
  }
}
