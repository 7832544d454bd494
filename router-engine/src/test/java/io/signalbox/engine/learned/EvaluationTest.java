package io.signalbox.engine.learned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EvaluationTest {
  @Test
  void areaIsThatOfKnownRankings() {
    Outcomes two = two(40);
    Prices prices = Prices.of(two);
    assertEquals(0.75, area(two, prices, row -> row < 20 ? 1 : 0), 0.01);
    assertEquals(0.25, area(two, prices, row -> row < 20 ? 0 : 1), 0.01);
  }

  /** The weak model fails on the first half, where the strong one is right. */
  private static Outcomes two(int rows) {
    var csv = new StringBuilder("prompt,weak,strong\n");
    for (int i = 0; i < rows; i++) {
      csv.append("p%d,%d,1%n".formatted(i, i < rows / 2 ? 0 : 1));
    }
    return MadeOutcomes.read(csv.toString());
  }

  private static double area(Outcomes outcomes, Prices prices, IntToDoubleFunction gain) {
    double[][] quality =
        IntStream.range(0, outcomes.size())
            .mapToObj(row -> new double[] {0.5, 0.5 + gain.applyAsDouble(row) + row / 1e6})
            .toArray(double[][]::new);
    return Sweep.of(quality, outcomes, prices).measured(_ -> 1).area();
  }

  @Test
  void routerBeatsLengthAndBestModelWhereModelsDiffer() {
    Outcomes data = MadeOutcomes.read(MadeOutcomes.csv(800, 7));
    Curve curve = Evaluation.crossed(data, Encoding.NONE, 2, 1, 1);
    Curve.Line own = curve.lines().getFirst();
    assertEquals("strong", curve.best());
    assertEquals("weak", curve.cheapest());
    assertTrue(curve.priced());
    assertTrue(own.area().value() > curve.lines().get(1).area().value() + 0.1, own::toString);
    assertTrue(own.area().lower() < own.area().value(), own::toString);
    assertTrue(own.saved().value() > 0.3, own::toString);
    assertTrue(curve.guarded().router() >= curve.guarded().best(), curve::toString);
  }

  @Test
  void trainedRouterIsMeasuredOnOtherData() {
    TrainedRouter router =
        Training.trained(MadeOutcomes.read(MadeOutcomes.csv(400, 8)), "", Encoding.NONE, 1);
    Outcomes other = MadeOutcomes.read(MadeOutcomes.csv(300, 9));
    Curve curve = Evaluation.of(router, other, Encoding.NONE, 1);
    assertEquals(300, curve.prompts());
    assertTrue(curve.lines().getFirst().area().value() > 0.7, curve::toString);
  }

  @Test
  void trainedRouterIsMeasuredOnWhatWasHeldBackFromIt() {
    TrainedRouter router =
        Training.trained(MadeOutcomes.read(MadeOutcomes.csv(400, 8)), "", Encoding.NONE, 1);
    Curve curve = Evaluation.ofHeldBack(router, 1);
    assertEquals(400, curve.prompts());
    assertEquals(List.of("router"), curve.lines().stream().map(Curve.Line::name).toList());
    double area = curve.lines().getFirst().area().value();
    assertTrue(area > 0.7 && area < 0.999, curve::toString);
  }

  @Test
  void costLiesBetweenThoseOfCheapestAndBestModel() {
    Curve curve =
        Evaluation.ofHeldBack(
            Training.trained(MadeOutcomes.read(MadeOutcomes.csv(200, 8)), "", Encoding.NONE, 1), 1);
    assertEquals(0, curve.share(0.001), 1e-9);
    assertEquals(1, curve.share(0.02), 1e-9);
    assertEquals(4 / 19.0, curve.share(0.005), 1e-9);
  }

  @Test
  void progressGrowsToTheWhole() {
    var told = new ConcurrentLinkedQueue<Double>();
    Evaluation.crossed(
        MadeOutcomes.read(MadeOutcomes.csv(60, 7)), Encoding.NONE, 2, 1, 1, told::add);
    assertEquals(62, told.size());
    assertEquals(1, told.stream().mapToDouble(Double::doubleValue).max().orElse(0));
  }

  /** RouteLLM's best router has 0.622 here, prompt length 0.60. */
  @Test
  void schoolMathsIsRankedBetterThanByLength() throws IOException {
    Path data = Path.of(System.getenv().getOrDefault("SIGNALBOX_OUTCOMES", "routellm-gsm8k.csv"));
    assumeTrue(Files.exists(data), "skipped: the data is not on this machine");
    Outcomes outcomes = MadeOutcomes.read(Files.readString(data, StandardCharsets.UTF_8));
    Curve curve = Evaluation.crossed(outcomes, Encoding.NONE, 2, 1, 1);
    double own = curve.lines().getFirst().area().value();
    assertTrue(own > curve.lines().get(1).area().value() + 0.01, curve::toString);
  }
}
