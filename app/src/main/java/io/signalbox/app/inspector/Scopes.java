package io.signalbox.app.inspector;

import io.signalbox.app.document.Editor;
import io.signalbox.app.kit.SuggestField;
import java.util.ArrayList;
import java.util.List;

/// Whose spend or requests can be counted together.
record Scopes(Editor editor) {
  private static final String METADATA = "metadata.";

  List<SuggestField.Offer> offers() {
    var offers = new ArrayList<SuggestField.Offer>();
    offers.add(new SuggestField.Offer("graph", "everybody together", ""));
    offers.add(new SuggestField.Offer("app", "each app", ""));
    offers.add(new SuggestField.Offer("user", "each user", ""));
    new UsedNames(editor.document().graph())
        .metadata()
        .forEach(key ->
            offers.add(new SuggestField.Offer(METADATA + key, "each " + key, METADATA + key)));
    return offers;
  }
}
