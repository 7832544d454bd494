package io.signalbox.engine;

import io.signalbox.engine.api.CountedModel;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.TokenShare;
import io.signalbox.engine.catalog.tokens.Qwen;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.home.SafeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How many tokens providers report for each that we count, by model, in `token-shares.json` of the
/// home. It holds names of models and numbers, nothing of prompts. A file that is damaged counts as
/// none. Safe for threads.
final class LearnedShares implements AutoCloseable {
  /// The file's name in a home.
  static final String FILE = "token-shares.json";

  private static final System.Logger LOG = System.getLogger(LearnedShares.class.getName());
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final String QWEN = "qwen";
  private static final int MOST = 1_000;
  private static final long MOST_BYTES = 1 << 20;
  private static final Duration BETWEEN = Duration.ofMinutes(1);

  private final Path home;
  private final Path file;
  private final InstantSource clock;

  /// The one that was learned longest ago first.
  private final Map<Place, TokenShare> shares = new LinkedHashMap<>();

  private Instant saved;
  private boolean changed;

  /// A model where it is called.
  ///
  /// @param address empty: at its provider's own
  record Place(String provider, String model, String address) {
    static Place of(Model model) {
      return new Place(model.provider(), model.model(), model.url().orElse(""));
    }
  }

  LearnedShares(Path home, InstantSource clock) {
    this.home = home;
    this.file = home.resolve(FILE);
    this.clock = clock;
    this.saved = clock.instant();
    load();
  }

  private void load() {
    try {
      if (Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES) {
        read(MAPPER.readTree(Files.readString(file)));
      }
    } catch (IOException | JacksonException e) {
      LOG.log(System.Logger.Level.WARNING, file + " cannot be read; token shares are learned anew");
    }
  }

  private void read(JsonNode all) {
    for (JsonNode each : all.path("shares")) {
      var share = new TokenShare(each.path("share").asDouble(0), each.path("answers").asInt(-1));
      String model = each.path("model").asString("");
      boolean same = each.path("counted").asString("").equals(counted(model));
      if (share.isSane() && same && shares.size() < MOST) {
        shares.put(
            new Place(each.path("provider").asString(""), model, each.path("url").asString("")),
            share);
      }
    }
  }

  /// A model's card with what was learned.
  ModelCard over(Model model, ModelCard card) {
    TokenShare share = of(model);
    return share.isKnown() ? card.withShare(share) : card;
  }

  TokenShare of(Model model) {
    synchronized (shares) {
      return shares.getOrDefault(Place.of(model), TokenShare.UNKNOWN);
    }
  }

  /// All that was learned.
  List<CountedModel> all() {
    synchronized (shares) {
      return shares.entrySet().stream()
          .map(each -> {
            Place place = each.getKey();
            return new CountedModel(
                place.provider(), place.model(), place.address(), each.getValue());
          })
          .toList();
    }
  }

  /// A provider has reported a prompt's tokens.
  void learn(Model model, long counted, long reported) {
    boolean due;
    synchronized (shares) {
      TokenShare before = shares.getOrDefault(Place.of(model), TokenShare.UNKNOWN);
      TokenShare now = before.after(counted, reported);
      if (now.equals(before)) {
        return;
      }
      shares.remove(Place.of(model));
      shares.put(Place.of(model), now);
      while (shares.size() > MOST) {
        shares.remove(shares.keySet().iterator().next());
      }
      changed = true;
      due = Duration.between(saved, clock.instant()).abs().compareTo(BETWEEN) > 0;
    }
    if (due) {
      save();
    }
  }

  private void save() {
    byte[] text;
    synchronized (shares) {
      if (!changed) {
        return;
      }
      changed = false;
      saved = clock.instant();
      text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json());
    }
    try {
      if (Files.isDirectory(home)) {
        SafeFile.write(file, text);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, file + " cannot be written: " + e.getMessage());
    }
  }

  private ObjectNode json() {
    ObjectNode all = MAPPER.createObjectNode();
    var list = all.putArray("shares");
    shares.forEach((place, share) -> {
      ObjectNode each = list.addObject().put("provider", place.provider());
      each.put("model", place.model());
      if (!place.address().isEmpty()) {
        each.put("url", place.address());
      }
      if (!counted(place.model()).isEmpty()) {
        each.put("counted", counted(place.model()));
      }
      each.put("share", Math.round(share.share() * 10_000) / 10_000.0);
      each.put("answers", share.answers());
    });
    return all;
  }

  /// In which encoding prompts of a model are counted, if it is not what all others are counted in:
  /// a share of one count is none of another.
  private static String counted(String model) {
    return Qwen.isOf(model) ? QWEN : "";
  }

  @Override
  public void close() {
    save();
  }
}
