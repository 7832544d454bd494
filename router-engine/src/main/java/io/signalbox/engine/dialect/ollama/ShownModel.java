package io.signalbox.engine.dialect.ollama;

import io.signalbox.engine.dialect.BadBody;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.spi.ClientDialect.Named;
import java.nio.charset.StandardCharsets;

/// Names of models, as clients write them.
final class ShownModel {
  private static final String LATEST = ":latest";

  private ShownModel() {}

  /// The name without the tag that means the same as none.
  static String plain(String name) {
    return name.endsWith(LATEST) ? name.substring(0, name.length() - LATEST.length()) : name;
  }

  /// The model that a body of `/api/show` names, as `model` or as older clients do.
  static Named named(byte[] body) {
    return JsonTree.readObject(new String(body, StandardCharsets.UTF_8))
        .map(asked -> asked.path("model").stringValue(asked.path("name").stringValue("")))
        .filter(name -> !name.isEmpty())
        .<Named>map(name -> new Named.Model(plain(name)))
        .orElseGet(ShownModel::none);
  }

  private static Named none() {
    BadBody why = BodyErrors.of("model", "is required, in a JSON object");
    return new Named.Refused(why.error());
  }
}
