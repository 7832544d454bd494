package io.signalbox.plugins.importer.nginx;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Fallbacks;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.Places;
import io.signalbox.plugins.importer.ProviderNames;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// The upstreams: a model for each server, as an address calls them. Belongs to one thread.
final class Upstreams {
  private static final String CLIENTS =
      "The client chooses the model here, and a graph calls models by name: set the model, or add a"
          + " rule for each that your apps ask for.";

  private static final Pattern BREAKER =
      Pattern.compile("\\s(max_fails|fail_timeout|max_conns|slow_start)=");

  private final SequencedMap<String, ConfigValue> entries;
  private final GraphDraft draft;
  private final Places places;
  private final Fallbacks fallbacks;
  private final Map<String, String> made = new HashMap<>();
  private final Map<String, String> models = new HashMap<>();

  Upstreams(ConfigValue http, GraphDraft draft, ProviderNames names) {
    this.entries = http.get("upstream").map(ConfigValue::map).orElse(new LinkedHashMap<>());
    this.draft = draft;
    this.places = new Places(draft, names);
    this.fallbacks = new Fallbacks(draft);
  }

  /// How a location calls.
  ///
  /// @param key the header with the provider's key
  /// @param next the failures after which `backup` servers are tried
  /// @param limits how long it waits
  /// @param at where the address stands
  record Call(
      Address address,
      Optional<ConfigValue> key,
      Retries next,
      Fallbacks.Limits limits,
      ConfigValue at) {
    /// Calls of one name lead to the same models.
    String name() {
      return address.base(address.host())
          + " "
          + key.map(ConfigValue::path).orElse("")
          + " "
          + next.classes()
          + limits;
    }
  }

  /// The target of the first upstream, for a file without locations.
  Optional<String> first() {
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    ConfigValue at = entries.firstEntry().getValue();
    var address = new Address("http", entries.firstEntry().getKey(), "");
    return Optional.of(
        target(new Call(address, Optional.empty(), Retries.USUAL, Fallbacks.Limits.NONE, at)));
  }

  String target(Call call) {
    String known = made.getOrDefault(call.name(), "");
    if (!known.isEmpty()) {
      return known;
    }
    Optional<ConfigValue> entry = Optional.ofNullable(entries.get(call.address().host()));
    String target =
        entry.isPresent()
            ? pool(call, entry.get())
            : timed(call, model(call.address().host(), call.address().host(), call, call.at()));
    made.put(call.name(), target);
    return target;
  }

  private String timed(Call call, String model) {
    return fallbacks.over(
        model + "-tries", List.of(model), call.next().classes(), call.limits(), call.at());
  }

  /// A line `server HOST weight=2 backup`.
  private record Server(String host, BigDecimal weight, boolean backup, ConfigValue at) {
    static Optional<Server> of(ConfigValue line) {
      String[] words = line.asText().orElse("").split("\\s+", -1);
      BigDecimal weight = BigDecimal.ONE;
      boolean backup = false;
      for (String word : words) {
        backup |= word.equals("backup");
        if (word.matches("weight=[0-9]{1,6}")) {
          weight = new BigDecimal(word.substring("weight=".length()));
        }
        if (word.equals("down")) {
          return Optional.empty();
        }
      }
      return words[0].isEmpty() || words[0].startsWith("unix:")
          ? Optional.empty()
          : Optional.of(new Server(words[0], weight, backup, line));
    }
  }

  private String pool(Call call, ConfigValue entry) {
    List<ConfigValue> lines =
        entry
            .get("server")
            .map(each -> each.list().isEmpty() ? List.of(each) : each.list())
            .orElse(List.of());
    var main = new ArrayList<SplitNode.Share>();
    var to = new ArrayList<String>();
    String name = call.address().host();
    for (ConfigValue line : lines) {
      Server.of(line)
          .ifPresentOrElse(
              each -> {
                sayBreaker(line);
                String model = model(name, each.host(), call, each.at());
                if (each.backup()) {
                  to.add(model);
                } else if (each.weight().signum() > 0) {
                  main.add(new SplitNode.Share(model, each.weight()));
                }
              },
              () -> skip(line));
    }
    if (!main.isEmpty()) {
      to.addFirst(balanced(name, entry, main));
      sayShares(lines, main);
    }
    return to.isEmpty()
        ? ""
        : fallbacks.over(
            name + (to.size() > 1 ? "-backup" : "-tries"),
            to,
            call.next().classes(),
            call.limits(),
            lines.getLast());
  }

  private void skip(ConfigValue line) {
    if (line.asText().filter(each -> each.startsWith("unix:")).isPresent()) {
      draft.unsupported(line, "Signalbox calls no sockets of Unix.");
    }
  }

  private void sayBreaker(ConfigValue line) {
    if (line.asText().filter(each -> BREAKER.matcher(each).find()).isPresent()) {
      draft.approximate(
          line,
          "A model for the server; for max_fails, fail_timeout and the like Signalbox has circuit"
              + " breakers with rules of its own.");
    }
  }

  private void sayShares(List<ConfigValue> lines, List<SplitNode.Share> main) {
    if (!isEven(main)) {
      lines.stream()
          .filter(each -> each.asText().filter(text -> text.contains("weight=")).isPresent())
          .forEach(each ->
              draft.approximate(
                  each,
                  "A share of a split: after a failure no other server of the split is tried."));
    }
  }

  private static boolean isEven(List<SplitNode.Share> main) {
    return main.stream().map(SplitNode.Share::share).distinct().count() < 2;
  }

  private String balanced(String name, ConfigValue entry, List<SplitNode.Share> main) {
    if (main.size() < 2 || !isEven(main)) {
      return draft.split(name + "-pool", main, SplitNode.Sticky.REQUEST);
    }
    BalanceNode.Measure by =
        entry.map().containsKey("least_conn")
            ? BalanceNode.Measure.IN_FLIGHT
            : BalanceNode.Measure.TURNS;
    List<String> to = main.stream().map(SplitNode.Share::to).distinct().toList();
    return draft.add(
        new BalanceNode(draft.id(name + "-pool"), About.NOTHING, to, by, BalanceNode.Where.ANY));
  }

  /// The model of a server, one for all calls that differ only in how they go on and wait.
  private String model(String wish, String host, Call call, ConfigValue at) {
    draft.manual(call.at(), CLIENTS);
    String address = call.address().base(host);
    String key = address + " " + call.key().map(ConfigValue::path).orElse("");
    if (!models.containsKey(key)) {
      models.put(key, added(wish, host, address, call.key(), at));
    }
    return models.getOrDefault(key, "");
  }

  private String added(
      String wish, String host, String address, Optional<ConfigValue> key, ConfigValue at) {
    String id =
        draft.id(
            wish.replaceFirst("^(api\\.|www\\.)", "").replaceFirst("\\.(com|ai|net|org).*$", ""));
    Places.Place place = places.of("", address, key, wish, at);
    return draft.add(
        new Model(
            id,
            place.provider(),
            "",
            place.keys(),
            place.url(),
            Map.of(),
            Map.of(),
            draft.about(host, id, at)));
  }
}
