package io.signalbox.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Success;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SuccessDrawTest {
  private static final int WINDOW = 200;
  private static final List<String> MODELS = List.of("opus", "gpt");

  @Test
  void sameRequestDrawsTheSame() {
    var known = new Success(20, 14);
    assertEquals(draw(7).guess("opus", known), draw(7).guess("opus", known));
    assertEquals(draw(7).explored(3), draw(7).explored(3));
  }

  @Test
  void withoutFeedbackTrafficIsEven() {
    var traffic = new Traffic(Map.of("opus", 0.0, "gpt", 0.0));
    traffic.run(2_000, false);
    assertEquals(0.5, traffic.share("gpt"), 0.05);
  }

  @Test
  void trafficFollowsBetterModelAndFloorStays() {
    var traffic = new Traffic(Map.of("opus", 0.9, "gpt", 0.6));
    traffic.run(1_000, true);
    traffic.forgetShares();
    traffic.run(4_000, true);
    assertTrue(traffic.share("opus") > 0.9, () -> "opus has " + traffic.share("opus"));
    assertTrue(traffic.share("gpt") > 0.04, () -> "gpt has " + traffic.share("gpt"));
  }

  @Test
  void modelThatGotWorseIsLeft() {
    var traffic = new Traffic(Map.of("opus", 0.9, "gpt", 0.7));
    traffic.run(3_000, true);
    traffic.forgetShares();
    traffic.truth = Map.of("opus", 0.3, "gpt", 0.7);
    traffic.run(400, true);
    traffic.forgetShares();
    traffic.run(2_000, true);
    assertTrue(traffic.share("gpt") > 0.9, () -> "gpt has " + traffic.share("gpt"));
  }

  @Test
  void floorsOfManyBranchesTakeHalfOfTheRequests() {
    int explored = 0;
    for (int i = 0; i < 4_000; i++) {
      explored += draw(i).explored(40).isPresent() ? 1 : 0;
    }
    assertEquals(0.5, explored / 4_000.0, 0.03);
  }

  private static SuccessDraw draw(int request) {
    return new SuccessDraw("desk/best\u0000req_" + request);
  }

  /** Requests whose answers succeed at true rates, and the latest scores of each model. */
  private static final class Traffic {
    private final Random random = new Random(11);
    private final Map<String, ArrayDeque<Double>> scores = new HashMap<>();
    private final Map<String, Integer> taken = new HashMap<>();
    private Map<String, Double> truth;
    private int requests;

    Traffic(Map<String, Double> truth) {
      this.truth = truth;
    }

    void run(int count, boolean feedback) {
      for (int i = 0; i < count; i++) {
        String model = chosen(draw(requests++));
        taken.merge(model, 1, Integer::sum);
        if (feedback) {
          var last = scores.computeIfAbsent(model, key -> new ArrayDeque<>());
          last.add(random.nextDouble() < truth.get(model) ? 1.0 : 0.0);
          if (last.size() > WINDOW) {
            last.remove();
          }
        }
      }
    }

    private String chosen(SuccessDraw draw) {
      var explored = draw.explored(MODELS.size());
      if (explored.isPresent()) {
        return MODELS.get(explored.getAsInt());
      }
      return draw.guess("opus", of("opus")) > draw.guess("gpt", of("gpt")) ? "opus" : "gpt";
    }

    private Success of(String model) {
      var last = scores.getOrDefault(model, new ArrayDeque<>());
      return new Success(last.size(), last.stream().mapToDouble(each -> each).sum());
    }

    double share(String model) {
      int all = taken.values().stream().mapToInt(each -> each).sum();
      return taken.getOrDefault(model, 0) / (double) all;
    }

    void forgetShares() {
      taken.clear();
    }
  }
}
