package io.signalbox.plugins.conversation;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A body as OpenAI's own description of its API has it: the file `openai-openapi.json`, which lies
/// beside the project and is no part of it.
final class PublishedSchema {
  private final Schema schema;

  private PublishedSchema(Schema schema) {
    this.schema = schema;
  }

  /// The schema of a name; empty where the description is not there.
  static Optional<PublishedSchema> of(String name) {
    return file().map(file -> read(file, name));
  }

  private static PublishedSchema read(Path file, String name) {
    try {
      ObjectNode all = (ObjectNode) JsonMapper.shared().readTree(Files.readAllBytes(file));
      all.retain("components");
      all.put("$ref", "#/components/schemas/" + name);
      var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
      return new PublishedSchema(registry.getSchema(all.toString(), InputFormat.JSON));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> file() {
    Path shared = Path.of(System.getProperty("signalbox.shared", "../../shared"));
    return Stream.of(shared, Path.of("..").resolve(shared))
        .map(folder -> folder.resolve("data/openai-openapi.json"))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /// What a body breaks.
  List<String> broken(String body) {
    return schema.validate(body, InputFormat.JSON).stream()
        .map(error -> error.getInstanceLocation() + " " + error.getMessage())
        .limit(5)
        .toList();
  }
}
