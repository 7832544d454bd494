package io.signalbox.plugins.export.tensorzero;

import static io.signalbox.plugins.export.tensorzero.TomlText.quoted;

import io.signalbox.plugins.export.Address;
import io.signalbox.plugins.export.ways.Plan;
import java.util.ArrayList;
import java.util.List;

/// Changes of a body as TensorZero's `extra_body`, whose pointers are those of the provider's
/// dialect. What the model's own params say comes last.
final class BodyChange {
  private BodyChange() {}

  static List<String> of(Address address, Plan.Change change) {
    boolean anthropic = address.dialect().equals("anthropic");
    var all = new ArrayList<String>();
    change.drop().stream()
        .flatMap(name -> dropped(name, anthropic).stream())
        .forEach(pointer -> all.add("{ pointer = " + quoted(pointer) + ", delete = true }"));
    change.set().forEach((name, json) -> all.add(set(pointer(name, anthropic), json)));
    address.model().params().entrySet().stream()
        .filter(each -> TomlText.objection(each.getValue()).isEmpty())
        .forEach(each -> all.add(set("/" + escaped(each.getKey()), each.getValue())));
    return all;
  }

  private static String set(String pointer, String json) {
    return "{ pointer = " + quoted(pointer) + ", value = " + TomlText.json(json) + " }";
  }

  private static List<String> dropped(String name, boolean anthropic) {
    return name.equals("tools")
        ? List.of("/tools", "/tool_choice", "/parallel_tool_calls")
        : List.of(pointer(name, anthropic));
  }

  private static String pointer(String name, boolean anthropic) {
    return switch (name) {
      case "max_tokens", "max_completion_tokens", "max_output_tokens" ->
          anthropic ? "/max_tokens" : "/max_completion_tokens";
      case "stop", "stop_sequences" -> anthropic ? "/stop_sequences" : "/stop";
      default -> "/" + escaped(name);
    };
  }

  /// RFC 6901.
  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
