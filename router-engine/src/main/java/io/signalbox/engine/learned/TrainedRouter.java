package io.signalbox.engine.learned;

import java.util.Comparator;
import java.util.List;
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
      return new Choice.Declined(Choice.Reason.UNFAMILIAR);
    }
    double[] quality = predicted.quality()[0];
    int chosen = chosen(quality, wish, model -> among.contains(models.get(model)));
    return chosen < 0
        ? new Choice.Declined(Choice.Reason.OUT_OF_REACH)
        : new Choice.Chosen(
            models.get(chosen), quality[chosen], lower(quality, chosen, wish.confidence()));
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
    return calibrations.get(model).lower(quality[model], Normal.quantile(confidence));
  }

  /// The model, or -1.
  private int chosen(double[] quality, Wish wish, IntPredicate among) {
    IntStream models = IntStream.range(0, quality.length).filter(among);
    double sure = wish.confidence();
    return switch (wish) {
      case Wish.Quality(var least, var _) ->
          models
              .filter(m -> lower(quality, m, sure) >= least)
              .boxed()
              .min(
                  Comparator.<Integer>comparingDouble(m -> prices.mean()[m])
                      .thenComparingDouble(m -> -quality[m]))
              .orElse(-1);
      case Wish.Budget(var most, var _) ->
          models
              .filter(m -> prices.mean()[m] <= most)
              .boxed()
              .max(Comparator.comparingDouble(m -> lower(quality, m, sure)))
              .orElse(-1);
    };
  }

  /// How it does with a wish on held-back prompts.
  public Proof proof(Wish wish, List<String> among) {
    return new Replay(held, prices).proof(choices(heldBack, wish, among));
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
