package io.signalbox.engine.refresh;

import io.signalbox.engine.catalog.ModelCard;
import java.util.List;

/// How a list differs from what is known of one model. Immutable.
public sealed interface CatalogChange {
  /// What is known of it once the list is taken.
  ModelCard card();

  /// The differences, for people; none of a new model of which only the name is known.
  List<String> what();

  /// `openai/gpt-5.1`.
  default String id() {
    return card().provider() + "/" + card().model();
  }

  /// A model that was not known.
  record Added(ModelCard card, List<String> what) implements CatalogChange {
    public Added {
      what = List.copyOf(what);
    }
  }

  /// A model of which something else was known.
  record Changed(ModelCard card, List<String> what) implements CatalogChange {
    public Changed {
      what = List.copyOf(what);
    }
  }

  /// A change that is probably a mistake of the list; it is taken only if the user names it.
  ///
  /// @param why for people
  record HeldBack(ModelCard card, List<String> what, String why) implements CatalogChange {
    public HeldBack {
      what = List.copyOf(what);
    }
  }
}
