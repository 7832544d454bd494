package io.signalbox.engine.learned;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Measures routers on prompts that they had not seen, with baselines beside them.
public final class Evaluation {
  private static final int FEWEST_SAMPLES = 200;
  private static final int MOST_SAMPLES = 1000;
  private static final double WORK = 4e8;

  /// A fortieth of the samples lies outside at each end.
  private static final int TAIL = 40;

  /// The share of the work that encoding is taken for.
  private static final double ENCODED = 0.5;

  private static final List<String> NAMES = List.of("router", "prompt length", "nearest examples");

  private Evaluation() {}

  /// One router's predictions on one part of the data.
  ///
  /// @param rows the places of its prompts in the whole data
  /// @param predicted by router, then row, then model
  /// @param chosen the model for each row where the router is safe, or -1 for the best single one
  private record Part(
      List<Integer> rows,
      Outcomes asked,
      Prices prices,
      List<double[][]> predicted,
      IntUnaryOperator chosen) {}

  /// A router on other data than it was trained on.
  public static Curve of(TrainedRouter router, Outcomes data, Encoding encoding, long seed) {
    Outcomes asked = data.of(router.models()).sample(Training.MOST_PROMPTS, seed);
    float[][] rows = Prompts.rows(asked.texts(), encoding);
    return curve(List.of(part(router, asked, rows, all(asked))), asked, seed);
  }

  /// A router on the prompts that it was trained on, each predicted by predictors that had not seen
  /// it. Without baselines, which would need the prompts.
  public static Curve ofHeldBack(TrainedRouter router, long seed) {
    Outcomes data = router.held();
    Predictions own = router.heldBack();
    var part =
        new Part(
            all(data),
            data,
            router.prices(),
            List.<double[][]>of(own.quality()),
            router.safeChoices(own));
    return curve(List.of(part), data, seed);
  }

  private static List<Integer> all(Outcomes data) {
    return IntStream.range(0, data.size()).boxed().toList();
  }

  /// Cross-validation: the data in parts, each predicted by a router that was trained on the
  /// others.
  ///
  /// @param parts how many, from 2
  /// @param repeats how often, each time with other parts
  public static Curve crossed(
      Outcomes whole, Encoding encoding, int parts, int repeats, long seed) {
    return crossed(whole, encoding, parts, repeats, seed, _ -> {});
  }

  /// The same, telling how far it is.
  ///
  /// @param progress told shares of the work that are done, 0 to 1, on several threads at once
  public static Curve crossed(
      Outcomes whole,
      Encoding encoding,
      int parts,
      int repeats,
      long seed,
      DoubleConsumer progress) {
    Outcomes data = whole.sample(Training.MOST_PROMPTS, seed);
    float[][] rows = Prompts.rows(data.texts(), counted(encoding, data.size(), progress));
    var measured = new ArrayList<Part>();
    for (int repeat = 0; repeat < repeats; repeat++) {
      for (List<Integer> held : data.parts(parts, seed + repeat)) {
        measured.add(heldBack(data, rows, held, seed));
        progress.accept(ENCODED + (1 - ENCODED) * measured.size() / (parts * repeats));
      }
    }
    return curve(measured, data, seed);
  }

  private static Encoding counted(Encoding encoding, int texts, DoubleConsumer progress) {
    var done = new AtomicInteger();
    return text -> {
      float[] vector = encoding.of(text);
      progress.accept(ENCODED * done.incrementAndGet() / texts);
      return vector;
    };
  }

  private static Part heldBack(Outcomes data, float[][] rows, List<Integer> held, long seed) {
    var hidden = new HashSet<>(held);
    List<Integer> learned = all(data).stream().filter(row -> !hidden.contains(row)).toList();
    TrainedRouter router = Training.trained(data.rows(learned), "", picked(rows, learned), seed);
    return part(router, data.rows(held), picked(rows, held), held);
  }

  private static float[][] picked(float[][] rows, List<Integer> wanted) {
    return wanted.stream().map(row -> rows[row]).toArray(float[][]::new);
  }

  private static Part part(
      TrainedRouter router, Outcomes asked, float[][] rows, List<Integer> places) {
    Predictions own = router.predicted(rows);
    List<double[][]> predicted =
        List.of(own.quality(), each(rows, router.length()::of), each(rows, router::nearest));
    return new Part(places, asked, router.prices(), predicted, router.safeChoices(own));
  }

  private static double[][] each(float[][] rows, Function<float[], double[]> predictor) {
    return Arrays.stream(rows).map(predictor).toArray(double[][]::new);
  }

  private static Curve curve(List<Part> parts, Outcomes data, long seed) {
    Prices prices = parts.getFirst().prices;
    List<Curve.Line> lines =
        IntStream.range(0, parts.getFirst().predicted.size())
            .mapToObj(line -> line(line, parts, data, seed))
            .toList();
    return new Curve(
        new Replay(data, prices).rows().length,
        singles(data, prices),
        prices.known(),
        data.models().get(prices.best()),
        data.models().get(prices.cheapest()),
        lines,
        guarded(parts, data));
  }

  /// Each prompt counts once, however often it was asked.
  private static Proof guarded(List<Part> parts, Outcomes data) {
    var chosen = new int[data.size()];
    for (Part part : parts.reversed()) {
      for (int i = 0; i < part.rows.size(); i++) {
        int model = part.chosen.applyAsInt(i);
        chosen[part.rows.get(i)] = model < 0 ? part.prices.best() : model;
      }
    }
    return new Replay(data, parts.getFirst().prices).proof(row -> chosen[row]);
  }

  private static List<Curve.Single> singles(Outcomes data, Prices prices) {
    return IntStream.range(0, data.models().size())
        .mapToObj(m ->
            new Curve.Single(
                data.models().get(m),
                data.meanScore(m),
                prices.known() ? data.meanCost(m) : Double.NaN))
        .toList();
  }

  /// In each sample a prompt counts equally often in all repeats.
  private static Curve.Line line(int line, List<Part> parts, Outcomes data, long seed) {
    List<Sweep> sweeps =
        parts.stream()
            .map(part -> Sweep.of(part.predicted.get(line), part.asked, part.prices))
            .toList();
    var once = new int[data.size()];
    Arrays.fill(once, 1);
    Measures own = measured(sweeps, parts, once);
    var random = new SplittableRandom(seed);
    var drawn = new ArrayList<Measures>();
    for (int sample = 0; sample < samples(sweeps); sample++) {
      var counts = new int[data.size()];
      random.ints(counts.length, 0, counts.length).forEach(row -> counts[row]++);
      drawn.add(measured(sweeps, parts, counts));
    }
    return new Curve.Line(
        NAMES.get(line),
        interval(own, drawn, Measures::area),
        interval(own, drawn, Measures::saved),
        Arrays.stream(own.scores()).boxed().toList());
  }

  private static int samples(List<Sweep> sweeps) {
    long work = sweeps.stream().mapToLong(Sweep::work).sum();
    return (int) Math.clamp(WORK / Math.max(1, work), FEWEST_SAMPLES, MOST_SAMPLES);
  }

  private static Measures measured(List<Sweep> sweeps, List<Part> parts, int[] counts) {
    var measures = new ArrayList<Measures>();
    for (int i = 0; i < sweeps.size(); i++) {
      List<Integer> rows = parts.get(i).rows;
      measures.add(sweeps.get(i).measured(row -> counts[rows.get(row)]));
    }
    return Measures.mean(measures);
  }

  private static Curve.Interval interval(
      Measures own, List<Measures> drawn, ToDoubleFunction<Measures> figure) {
    double[] sorted = drawn.stream().mapToDouble(figure).sorted().toArray();
    int tail = sorted.length / TAIL;
    return new Curve.Interval(
        figure.applyAsDouble(own), sorted[tail], sorted[sorted.length - 1 - tail]);
  }
}
