package io.signalbox.app.inspector;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.kit.Format;
import io.signalbox.app.kit.Formats;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.SuggestField;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.workspace.GraphText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.scene.control.Label;

/// The fields of models.
record ModelForm(InspectorContext context, List<String> ids) {
  private static final Pattern REFERENCE =
      Pattern.compile("(env|vault):([A-Za-z0-9_][A-Za-z0-9_./-]{0,127})");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

  Form<Model> make() {
    var form = new Form<>(Subject.models(context, ids));
    form.suggested("Provider", false, this::providers, Model::provider, Model::withProvider)
        .suggested("Model", true, () -> models(form.subject()), Model::model, Model::withModel);
    Label card = Parts.label("", "second");
    card.setWrapText(true);
    form.part(card, () -> Parts.show(card, form.subject().first().map(this::known).orElse("")));
    form.value("Key", keys(), Model::keys, Model::withKeys)
        .words(
            "env:NAME or vault:NAME, several with commas between. Default: the provider's usual"
                + " variable.")
        .value("Address", Formats.optional(address()), Model::url, Model::withUrl)
        .choice(
            "Prompt cache",
            List.of(Model.PromptCache.values()),
            ModelForm::words,
            Model::promptCache,
            Model::withPromptCache);
    pairs(form);
    return form;
  }

  private static String words(Model.PromptCache cache) {
    return switch (cache) {
      case AUTO -> "Automatic";
      case HOUR -> "For an hour";
      case OFF -> "Off";
    };
  }

  private static void pairs(Form<Model> form) {
    var params =
        new KeyValuePairs<>(
            form.subject(),
            "Request parameters",
            KeyValuePairs.json(),
            Model::params,
            Model::withParams);
    var labels =
        new KeyValuePairs<>(
            form.subject(), "Labels", KeyValuePairs.plain(), Model::labels, Model::withLabels);
    form.part("Request parameters", params, params::follow)
        .part("Labels for promises", labels, labels::follow);
  }

  private List<SuggestField.Suggestion> providers() {
    return context.installation().providers().stream()
        .map(each ->
            new SuggestField.Suggestion(each.id(), each.name(), each.models().size() + " models"))
        .toList();
  }

  private List<SuggestField.Suggestion> models(Subject<Model> subject) {
    String provider = subject.common(Model::provider).orElse("");
    Installation around = context.installation();
    return around.catalog().cards().stream()
        .filter(card -> provider.isEmpty() || card.provider().equals(provider))
        .map(card -> new SuggestField.Suggestion(card.model(), card.model(), facts(card)))
        .toList();
  }

  private String known(Model model) {
    if (model.model().isEmpty()) {
      return "";
    }
    return context
        .installation()
        .catalog()
        .find(model.provider(), model.model())
        .map(card ->
            facts(card)
                + card.price().map(price -> " per million tokens in / out").orElse("")
                + ".")
        .orElse("Not in the catalog; price and capabilities are unknown.");
  }

  private static String facts(ModelCard card) {
    String abilities =
        card.abilities().stream()
            .filter(each -> each != Ability.STREAM && each != Ability.PREFILL)
            .map(Ability::id)
            .sorted()
            .collect(Collectors.joining(", "));
    String context =
        card.contextTokens().isPresent() ? Wording.window(card.contextTokens().getAsLong()) : "";
    return Wording.joined(
        card.price().map(Wording::price).orElse("price unknown"), context, abilities);
  }

  /// Where keys are, with commas between; none: the provider's usual variable.
  static Format<List<KeyRef>> keys() {
    Format<KeyRef> one = key();
    return Formats.of(
        text -> {
          var keys = new ArrayList<KeyRef>();
          for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            switch (one.read(part.strip())) {
              case Format.Reading.Value<KeyRef> value -> keys.add(value.value());
              case Format.Reading.Fault<KeyRef> fault -> {
                return Format.fault(fault.words());
              }
            }
          }
          if (keys.size() > Model.MOST_KEYS) {
            return Format.fault("Write at most " + Model.MOST_KEYS + " keys.");
          }
          return keys.size() == new HashSet<>(keys).size()
              ? Format.value(keys)
              : Format.fault("Write each key once.");
        },
        keys -> keys.stream().map(KeyRef::id).collect(Collectors.joining(", ")));
  }

  /// Where a key is; never the key itself.
  static Format<KeyRef> key() {
    return Formats.of(
        text -> {
          if (GraphText.holdsKey(text)) {
            return Format.fault(
                "This looks like a key. Store it in the vault and write vault:NAME here.");
          }
          var found = REFERENCE.matcher(text.strip());
          if (!found.matches()) {
            return Format.fault("Write env:NAME or vault:NAME.");
          }
          String name = found.group(2);
          if (found.group(1).equals("vault")) {
            return Format.value(new KeyRef.Vault(name));
          }
          return VARIABLE.matcher(name).matches()
              ? Format.value(new KeyRef.Env(name))
              : Format.fault("Use only letters, digits and _ in a variable name.");
        },
        KeyRef::id);
  }

  /// An address that calls can be sent to.
  static Format<String> address() {
    return Formats.of(
        text ->
            Model.isAddress(text.strip())
                ? Format.value(text.strip())
                : Format.fault("Write an address, such as http://127.0.0.1:11434/v1."),
        each -> each);
  }
}
