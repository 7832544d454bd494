package io.signalbox.engine.learned;

import io.signalbox.engine.experiment.NormalQuantile;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// A router that was trained. Immutable, safe for threads; a choice takes some tens of microseconds
/// beside the encoder's time.
///
/// @param encoder the id of the encoder that its rows were made with; empty for none
/// @param models the models that it knows
/// @param predictor predicts scores
/// @param calibrations by model
/// @param familiarity what it has seen
/// @param prices what the models cost
/// @param length predicts by length alone, to compare with
/// @param learned the marks of the prompts that it was trained on
/// @param held the outcomes of prompts that it was trained on, without their texts
/// @param heldBack their predictions by predictors that had not seen them
public record TrainedRouter(
    String encoder,
    List<String> models,
    Predictor predictor,
    List<Calibration> calibrations,
    Familiarity familiarity,
    Prices prices,
    LengthLine length,
    Set<Long> learned,
    Outcomes held,
    Predictions heldBack) {

  /// Chooses for a prompt.
  ///
  /// @param among the models to choose from, by their names in the outcomes
  /// @param encoding vectors by the encoder that it was trained with
  public Choice choose(String text, Encoding encoding, Wish wish, List<String> among) {
    Predictions predicted = predicted(new float[][] {Prompts.row(text, encoding)});
    if (!predicted.familiar()[0]) {
      return new Choice.Declined(Choice.Reason.UNFAMILIAR, List.of());
    }
    double[] quality = predicted.quality()[0];
    List<Integer> order = order(quality, wish, model -> among.contains(models.get(model)));
    List<Choice.Candidate> dropped =
        IntStream.range(0, quality.length)
            .filter(model -> among.contains(models.get(model)) && !order.contains(model))
            .mapToObj(model -> candidate(model, quality, wish))
            .toList();
    return order.isEmpty()
        ? new Choice.Declined(Choice.Reason.OUT_OF_REACH, dropped)
        : new Choice.Chosen(
            order.stream().map(model -> candidate(model, quality, wish)).toList(), dropped);
  }

  private Choice.Candidate candidate(int model, double[] quality, Wish wish) {
    return new Choice.Candidate(
        models.get(model),
        quality[model],
        lower(quality, model, wish.confidence()),
        knowsCosts() ? OptionalDouble.of(prices.mean()[model]) : OptionalDouble.empty());
  }

  /// Whether the outcomes say what calls cost, in US dollars.
  public boolean knowsCosts() {
    return prices.known();
  }

  /// The name of the best single model on the data that it was trained on.
  public String bestModel() {
    return models.get(prices.best());
  }

  /// How many prompts it was trained on.
  public int trainedOn() {
    return held.size();
  }

  /// Those of the prompts that it was not trained on.
  public Outcomes unseen(Outcomes data) {
    return data.rows(
        IntStream.range(0, data.size())
            .filter(row -> !learned.contains(Prompts.mark(data.texts().get(row))))
            .boxed()
            .toList());
  }

  Predictions predicted(float[][] rows) {
    var quality = new double[rows.length][];
    var familiar = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      quality[i] = calibrated(predictor.of(rows[i]));
      familiar[i] = familiarity.knows(predictor.scaling().of(rows[i]));
    }
    return new Predictions(quality, familiar);
  }

  /// What the nearest examples alone would predict.
  double[] nearest(float[] row) {
    return predictor.neighbors().of(predictor.scaling().of(row), _ -> true);
  }

  private double[] calibrated(double[] predicted) {
    return IntStream.range(0, predicted.length)
        .mapToDouble(m -> calibrations.get(m).quality(predicted[m]))
        .toArray();
  }

  private double lower(double[] quality, int model, double confidence) {
    return calibrations.get(model).lower(quality[model], NormalQuantile.of(confidence));
  }

  /// The model, or -1.
  private int chosen(double[] quality, Wish wish, IntPredicate among) {
    List<Integer> order = order(quality, wish, among);
    return order.isEmpty() ? -1 : order.getFirst();
  }

  /// The models that reach a wish, the best choice first.
  private List<Integer> order(double[] quality, Wish wish, IntPredicate among) {
    var models = IntStream.range(0, quality.length).filter(among).boxed();
    double sure = wish.confidence();
    return switch (wish) {
      case Wish.Quality(var least, var _) ->
          models
              .filter(m -> lower(quality, m, sure) >= least)
              .sorted(
                  Comparator.<Integer>comparingDouble(m -> prices.mean()[m])
                      .thenComparingDouble(m -> -quality[m]))
              .toList();
      case Wish.Budget(var most, var _) ->
          models
              .filter(m -> prices.mean()[m] <= most)
              .sorted(Comparator.comparingDouble(m -> -lower(quality, m, sure)))
              .toList();
    };
  }

  /// How it does with a wish on held-back prompts, where the best single model answers what it
  /// declines.
  public Proof proof(Wish wish, List<String> among) {
    return proof(wish, among, Optional.empty());
  }

  /// How it does with a wish on held-back prompts.
  ///
  /// @param otherwise the model that answers what it declines, by its name in the outcomes; empty
  ///   for the best single model
  public Proof proof(Wish wish, List<String> among, Optional<String> otherwise) {
    int declined = otherwise.map(models::indexOf).filter(m -> m >= 0).orElse(prices.best());
    return new Replay(held, prices).proof(choices(heldBack, wish, among), declined);
  }

  IntUnaryOperator choices(Predictions predictions, Wish wish, List<String> among) {
    IntPredicate allowed = model -> among.contains(models.get(model));
    return row ->
        predictions.familiar()[row] ? chosen(predictions.quality()[row], wish, allowed) : -1;
  }

  /// The choices where it is safe; none if it is not.
  IntUnaryOperator safeChoices(Predictions predictions) {
    double sure = Wish.USUAL_CONFIDENCE;
    return choices(predictions, new Wish.Quality(safeQuality(sure), sure), models);
  }

  /// The lowest quality to ask for with which it is no worse than the best single model on
  /// held-back prompts, and with all higher ones neither; 1 if there is none below.
  public double safeQuality(double confidence) {
    double safe = 1;
    for (int percent = 100; percent >= 0; percent--) {
      if (!proof(new Wish.Quality(percent / 100.0, confidence), models).holds()) {
        return safe;
      }
      safe = percent / 100.0;
    }
    return safe;
  }
}
