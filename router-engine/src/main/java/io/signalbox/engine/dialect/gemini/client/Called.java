package io.signalbox.engine.dialect.gemini.client;

import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.gemini.GeminiApi;
import io.signalbox.engine.json.JsonText;

/// A call of a tool whose arguments come piece by piece: a part of this API has all of them.
/// Belongs to one thread.
final class Called {
  private final String id;
  private final String name;
  private final StringBuilder arguments = new StringBuilder();
  private String signature;

  /// @param signature what signs it; empty if nothing does
  Called(String id, String name, String signature) {
    this.id = id;
    this.name = name;
    this.signature = signature;
  }

  void add(String more) {
    arguments.append(more);
  }

  void sign(String with) {
    signature = with;
  }

  boolean is(String other) {
    return id.equals(other);
  }

  /// Whether nothing is missing: no beginning of an object is one.
  boolean isWhole() {
    return isObject(arguments);
  }

  /// Whether there is anything at all.
  boolean isBlank() {
    return arguments.toString().isBlank();
  }

  static boolean isObject(CharSequence json) {
    return JsonTree.readObject(json.toString()).isPresent();
  }

  /// The part; no arguments at all are an empty object.
  Piece part() {
    var json = new JsonText().open('{').name("functionCall").open('{').member("id", id);
    json.member("name", name).rawMember("args", isBlank() ? "{}" : arguments.toString());
    json.close('}');
    if (!signature.isEmpty()) {
      json.member(GeminiApi.SIGNATURE, signature);
    }
    return new Piece.Whole(json.close('}').toString());
  }
}
