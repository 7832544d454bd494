package io.signalbox.app.keys;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Document;
import io.signalbox.app.fx.Background;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.PersistedState;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.api.KeyPlace;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.ModelListing;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.store.KeyBindings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What can be used from this machine: the keys of providers, and servers that run on it. Nobody is
/// asked anything unless the user wants it. For the UI thread.
public final class ProviderAccess {
  private final Installation installation;
  private final Background background;
  private final Notices notices;
  private final PersistedState memory;
  private final BooleanProperty look;
  private final ReadOnlyObjectWrapper<ProviderFindings> found =
      new ReadOnlyObjectWrapper<>(this, "found", ProviderFindings.NOTHING);
  private final ReadOnlyObjectWrapper<String> where =
      new ReadOnlyObjectWrapper<>(this, "where", "");

  private final ReadOnlyObjectWrapper<List<KeyBindings.Binding>> servers =
      new ReadOnlyObjectWrapper<>(this, "servers", List.of());

  public ProviderAccess(
      Installation installation,
      Background background,
      Notices notices,
      PersistedState memory,
      BooleanProperty look) {
    this.installation = installation;
    this.background = background;
    this.notices = notices;
    this.memory = memory;
    this.look = look;
  }

  /// What was found until now.
  public ReadOnlyObjectProperty<ProviderFindings> foundProperty() {
    return found.getReadOnlyProperty();
  }

  /// What was found, now.
  public ProviderFindings found() {
    return found.get();
  }

  /// Where keys are kept, for a person; empty until [#readKeys()] has found out.
  public ReadOnlyObjectProperty<String> whereProperty() {
    return where.getReadOnlyProperty();
  }

  /// The providers that want a key.
  public List<Provider> cloud() {
    return installation.providers().stream()
        .filter(each -> each.reach() == Provider.Reach.CLOUD && each.keyVariable().isPresent())
        .toList();
  }

  /// The servers that people run on their own machine.
  public List<Provider> local() {
    return installation.providers().stream()
        .filter(each -> each.reach() == Provider.Reach.LOCAL)
        .toList();
  }

  /// The keys as they were found, and where new ones go.
  private record Keys(Map<String, KeyPlace> places, Map<String, String> troubles, String where) {}

  /// Looks which providers have a key. Only names are looked at.
  public void readKeys() {
    List<Provider> providers = cloud();
    Engine engine = installation.engine();
    background.run(
        () -> {
          var places = new HashMap<String, KeyPlace>();
          var troubles = new HashMap<String, String>();
          for (Provider each : providers) {
            places.put(each.id(), engine.keyOf(each));
            engine.keyTrouble(each).ifPresent(why -> troubles.put(each.id(), why));
          }
          return new Keys(places, troubles, engine.keysPlace());
        },
        keys -> {
          found.set(found().withKeys(keys.places(), keys.troubles()));
          where.set(keys.where());
        },
        trouble ->
            notices.tell(
                Notice.trouble("The keys could not be read: " + Wording.why(trouble) + ".")));
  }

  /// The servers that were confirmed for keys, as [#readServers()] found them.
  public ReadOnlyObjectProperty<List<KeyBindings.Binding>> serversProperty() {
    return servers.getReadOnlyProperty();
  }

  /// Looks which servers were confirmed.
  public void readServers() {
    Engine engine = installation.engine();
    background.run(
        () -> engine.store().bindings().list(),
        servers::set,
        trouble ->
            notices.tell(
                Notice.trouble(
                    "The confirmed servers could not be read: " + Wording.why(trouble) + ".")));
  }

  /// Takes it back that a key may go to a server.
  public void deny(KeyBindings.Binding binding) {
    Engine engine = installation.engine();
    background.run(
        () -> engine.store().bindings().deny(binding.key(), binding.origin()),
        gone -> readServers(),
        trouble ->
            notices.tell(
                Notice.trouble(
                    "The server could not be removed and stays confirmed: "
                        + Wording.why(trouble)
                        + ".")));
  }

  /// Asks the local servers for their models, if the user agrees to that.
  public void look() {
    if (look.get()) {
      local().forEach(this::ask);
    }
  }

  /// Asks everybody who has a key for their models.
  public void askAll() {
    cloud().stream().filter(each -> found().hasKey(each.id())).forEach(this::ask);
  }

  /// Asks a provider for its models, with its key.
  public void ask(Provider provider) {
    if (found().asking().contains(provider.id())) {
      return;
    }
    found.set(found().asked(provider.id()));
    Engine engine = installation.engine();
    String address = address(provider);
    background.run(
        () ->
            provider.reach() == Provider.Reach.LOCAL
                ? engine.models(provider, address)
                : engine.models(provider),
        answer -> found.set(found().answered(provider.id(), answer)),
        trouble ->
            found.set(
                found()
                    .answered(provider.id(), new ModelListing.Unreachable(Wording.why(trouble)))));
  }

  /// Where a provider is reached: its own address, or the one that the user gave a local server.
  public String address(Provider provider) {
    return memory.state().text("address." + provider.id()).orElse(provider.baseUrl());
  }

  /// Says where a local server is reached; what it said elsewhere is forgotten.
  public void move(Provider provider, String address) {
    String plain = address.strip().replaceAll("/+$", "");
    memory.put("address." + provider.id(), plain.isEmpty() ? provider.baseUrl() : plain);
    found.set(found().forgot(provider.id()));
  }

  /// Keeps the key of a provider.
  ///
  /// @param then told why it could not be kept; empty if it is
  public void keep(Provider provider, Secret key, Consumer<Optional<Problem>> then) {
    String name = provider.keyVariable().orElseThrow();
    change(provider, engine -> engine.keepKey(name, key), then);
  }

  /// Forgets the key of a provider.
  ///
  /// @param then told why it could not be forgotten; empty if it is
  public void forget(Provider provider, Consumer<Optional<Problem>> then) {
    String name = provider.keyVariable().orElseThrow();
    change(provider, engine -> engine.store().forgetKey(name), then);
  }

  private interface Change {
    Optional<Problem> make(Engine engine);
  }

  private void change(Provider provider, Change change, Consumer<Optional<Problem>> then) {
    Engine engine = installation.engine();
    background.run(
        () -> change.make(engine),
        problem -> {
          found.set(found().forgot(provider.id()));
          readKeys();
          then.accept(problem);
        },
        trouble ->
            notices.tell(
                Notice.trouble("The key could not be changed: " + Wording.why(trouble) + ".")));
  }

  /// A graph that leads to what was found, the cheapest first.
  ///
  /// @return empty if nothing was found that could answer
  public Optional<Document> start() {
    return StarterGraph.of(installation.providers(), found(), this::address)
        .map(text -> Document.of("found.yaml", text));
  }
}
