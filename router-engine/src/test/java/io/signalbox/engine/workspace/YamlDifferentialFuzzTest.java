package io.signalbox.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// YAML is read as another reader of it reads it: the same keys, items and texts. The other one is
/// of YAML 1.1, so a text is left out that holds what 1.2 has changed or leaves open.
final class YamlDifferentialFuzzTest {
  /// Line ends of YAML 1.1 only; `\/` and tags, which 1.1 knows less of; marks of byte order; keys
  /// that merge, which are of 1.1 and refused by us. An anchor may hold a colon in 1.2.
  private static final Pattern CHANGED_IN_1_2 =
      Pattern.compile("[\u0085\u2028\u2029\uFEFF!%\t]|\\\\|<<|[&*][^\\s,\\[\\]{}]*:");

  @FuzzTest
  void meansTheSameToAnotherReader(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    if (CHANGED_IN_1_2.matcher(text).find() || GraphKeyMask.in(text)) {
      return;
    }
    Optional<Yaml> ours = YamlReader.read(new Findings(new Source("f", text)));
    if (ours.isPresent()) {
      theirs(text).ifPresent(node -> assertEquals(shown(node), shown(ours.get())));
    }
  }

  private static Optional<Node> theirs(String text) {
    try {
      var options = new LoaderOptions();
      options.setMaxAliasesForCollections(100_000);
      return Optional.ofNullable(
          new org.yaml.snakeyaml.Yaml(options).compose(new StringReader(text)));
    } catch (YAMLException e) {
      if (!isOfYaml11(text)) {
        return fail("only we accept it: " + text, e);
      }
      return Optional.empty();
    }
  }

  /// In YAML 1.1 `?`, `:` and `,` end more plain texts, and a key has no line end.
  private static boolean isOfYaml11(String text) {
    return text.contains("?") || text.contains("{") || text.contains("[") || text.contains(":");
  }

  private static Object shown(Node node) {
    return switch (node) {
      case ScalarNode scalar -> scalar.getValue();
      case SequenceNode list ->
          list.getValue().stream().map(YamlDifferentialFuzzTest::shown).toList();
      case MappingNode map -> {
        Map<Object, Object> all = new LinkedHashMap<>();
        for (NodeTuple each : map.getValue()) {
          if (each.getKeyNode() instanceof ScalarNode key) { // other keys we have no use for
            all.putIfAbsent(key.getValue(), shown(each.getValueNode()));
          }
        }
        yield all;
      }
      default -> throw new IllegalStateException(node.toString());
    };
  }

  private static Object shown(Yaml yaml) {
    return switch (yaml) {
      case Yaml.Scalar scalar -> scalar.text();
      case Yaml.Sequence list ->
          list.items().stream().map(YamlDifferentialFuzzTest::shown).toList();
      case Yaml.Mapping map -> {
        Map<Object, Object> all = new LinkedHashMap<>();
        map.entries().forEach((key, entry) -> all.put(key, shown(entry.value())));
        yield all;
      }
    };
  }
}
