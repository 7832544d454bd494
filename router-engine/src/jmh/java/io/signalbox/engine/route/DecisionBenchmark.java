package io.signalbox.engine.route;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.workspace.GraphText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One decision: fifty nodes of rules in a chain, none of whose first rules holds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecisionBenchmark {
  private static final int NODES = 50;

  private final World world = new StillWorld();
  private final RoutingGraph graph = chain();
  private final Router router =
      new Router(graph, model -> ModelCard.unknown(model.provider(), model.model()));
  private final ChatRequest request =
      ChatRequest.ofText("any", "Why does my loop never end?")
          .withMetadata(Map.of("task", "chat", "tier", "free"));

  /** From the request's facts to the model that is to be asked, as the proxy does it. */
  @Benchmark
  public Object decide() {
    var facts = new Facts(graph, request, Client.LOCAL, "request", world);
    return router.plan(facts, world, false).next();
  }

  /** The same with near misses, as the simulator does it. */
  @Benchmark
  public Object decideAndExplain() {
    var facts = new Facts(graph, request, Client.LOCAL, "request", world);
    return router.plan(facts, world, true).next();
  }

  private static RoutingGraph chain() {
    var text = new StringBuilder("signalbox: 1\nname: Chain\nstart: n0\nmodels:\n");
    text.append("  m: { provider: openai, model: m }\nnodes:\n");
    for (int i = 0; i < NODES; i++) {
      String next = i + 1 == NODES ? "m" : "n" + (i + 1);
      text.append("  n").append(i).append(":\n    kind: rules\n    rules:\n");
      text.append("      - { when: 'metadata.task == \"task").append(i).append("\"', to: m }\n");
      text.append("      - { when: 'messages > ").append(100 + i).append("', to: m }\n");
      text.append("    otherwise: ").append(next).append('\n');
    }
    return GraphText.read("chain.yaml", text.toString()).graph().orElseThrow();
  }

  private static final class StillWorld implements World {
    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public long nanos() {
      return System.nanoTime();
    }

    @Override
    public Health health(Model model) {
      return Health.UNKNOWN;
    }

    @Override
    public Optional<String> plan(Model model) {
      return Optional.empty();
    }

    @Override
    public WindowUsage used(Claim claim) {
      return WindowUsage.NONE;
    }

    @Override
    public Money spent(String graphName, Window window, Instant windowStart) {
      return Money.ZERO;
    }

    @Override
    public int turn(String graphName, String node) {
      return 0;
    }
  }
}
