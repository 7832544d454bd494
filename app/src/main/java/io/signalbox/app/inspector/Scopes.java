package io.signalbox.app.inspector;

import io.signalbox.app.document.Editor;
import io.signalbox.app.kit.SuggestField;
import java.util.ArrayList;
import java.util.List;

/// Whose spend or requests can be counted together.
record Scopes(Editor editor) {
  private static final String METADATA = "metadata.";

  List<SuggestField.Suggestion> offers() {
    var offers = new ArrayList<SuggestField.Suggestion>();
    offers.add(new SuggestField.Suggestion("graph", "all requests", ""));
    offers.add(new SuggestField.Suggestion("app", "per app", ""));
    offers.add(new SuggestField.Suggestion("user", "per user", ""));
    new UsedNames(editor.document().graph())
        .metadata()
        .forEach(key ->
            offers.add(new SuggestField.Suggestion(METADATA + key, "each " + key, METADATA + key)));
    return offers;
  }
}
