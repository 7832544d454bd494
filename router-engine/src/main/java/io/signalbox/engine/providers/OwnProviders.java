package io.signalbox.engine.providers;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.home.SafeFile;
import io.signalbox.engine.spi.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The providers that the user has described, in a file of the home. Immutable.
///
/// @param providers those that can be used
/// @param problems what is wrong with the others, or with the file
public record OwnProviders(List<Provider> providers, List<Problem> problems) {
  /// The file's name in a home.
  public static final String FILE = "providers.json";

  private static final long MOST_BYTES = 4 << 20;
  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public OwnProviders {
    providers = List.copyOf(providers);
    problems = List.copyOf(problems);
  }

  /// Reads the file of a home, which need not exist.
  public static OwnProviders read(Path home) {
    Path file = home.resolve(FILE);
    if (!Files.exists(file)) {
      return new OwnProviders(List.of(), List.of());
    }
    var providers = new ArrayList<Provider>();
    var problems = new ArrayList<Problem>();
    try {
      rows(root(file)).forEach(row -> read(row, providers, problems));
    } catch (JacksonException e) {
      problems.add(problem("", "the file cannot be read as JSON"));
    } catch (IOException e) {
      problems.add(problem("", "the file cannot be read: " + e.getMessage()));
    }
    return new OwnProviders(providers, problems);
  }

  private static void read(JsonNode row, List<Provider> providers, List<Problem> problems) {
    String id = row.path("id").asString("");
    try {
      var own = OwnProvider.read(row);
      own.fault()
          .ifPresentOrElse(
              fault -> problems.add(problem(id, fault)), () -> providers.add(own.provider()));
    } catch (IllegalArgumentException | JacksonException e) {
      problems.add(problem(id, "a word in it is not known, or a value has the wrong type"));
    }
  }

  private static Problem problem(String id, String reason) {
    return Problem.of(ProblemCode.OWN_PROVIDER)
        .with("id", id)
        .with("file", FILE)
        .with("reason", reason);
  }

  private static JsonNode root(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(FILE + " is larger than 4 MiB; remove providers or models from it");
    }
    return JsonMapper.shared().readTree(Files.readAllBytes(file));
  }

  private static JsonNode rows(JsonNode root) {
    return root.path("providers");
  }

  /// Keeps a provider, in the place of an earlier one of the same id; all else in the file stays.
  ///
  /// @throws IOException if the provider cannot be one, or the file cannot be read or written or
  ///   would be larger than is read; it stays as it is then
  public static void save(Path home, OwnProvider own) throws IOException {
    Optional<String> fault = own.fault();
    if (fault.isPresent()) {
      throw new IOException(fault.get());
    }
    Path file = home.resolve(FILE);
    ObjectNode root = Files.exists(file) ? object(file) : JsonMapper.shared().createObjectNode();
    ArrayNode rows = root.withArray("providers");
    int at = rows.size();
    for (int i = 0; i < rows.size(); i++) {
      at = rows.path(i).path("id").asString("").equals(own.id()) ? i : at;
    }
    ObjectNode row =
        at < rows.size() && rows.get(at) instanceof ObjectNode known ? known : rows.addObject();
    own.write(row);
    byte[] bytes = PRETTY.writeValueAsBytes(root);
    if (bytes.length > MOST_BYTES) {
      throw new IOException(
          FILE + " would be larger than 4 MiB; remove providers or models from it first");
    }
    Files.createDirectories(home);
    SafeFile.write(file, bytes);
  }

  private static ObjectNode object(Path file) throws IOException {
    try {
      if (root(file) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      throw new IOException(FILE + " is no JSON; correct or remove it", e);
    }
    throw new IOException(FILE + " is no JSON object; correct or remove it");
  }
}
