package io.signalbox.engine.dialect.gemini.client;

import static io.signalbox.engine.dialect.gemini.client.Values.VALUES;

import io.signalbox.engine.dialect.gemini.FieldName;
import io.signalbox.engine.json.Cursor;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// The members of an object by their names in camel case. As JSON of Protocol Buffers, the API
/// takes the names in snake case too; both of one member at once are refused, for two readers may
/// take different ones.
final class Members {
  private Members() {}

  /// Reads an object member by member; whoever is told a name goes over its value.
  ///
  /// @param param where the object stands; empty: it is the whole body
  static void read(Cursor cursor, String param, Consumer<String> member) {
    VALUES.object(cursor, param);
    Set<String> seen = new HashSet<>();
    while (cursor.nextMember()) {
      String name = FieldName.camel(cursor.name());
      if (!seen.add(name)) {
        throw BodyErrors.twice(at(param, name));
      }
      member.accept(name);
    }
  }

  /// Where a member of an object stands.
  static String at(String param, String name) {
    return param.isEmpty() ? name : param + "." + name;
  }
}
