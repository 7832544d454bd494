package io.signalbox.plugins.importer.agentgateway;

import io.signalbox.engine.spi.ConfigImporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.config.ConfigFile;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.FieldRows;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.ProviderNames;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// agentgateway's `config.yaml` as a graph: the models of `llm` with its virtual ones, or the
/// routes of `binds` that lead to models.
public final class AgentgatewayImporter implements ConfigImporter {
  private static final List<SourceField> FIELDS =
      FieldRows.of(
          """
          exact | llm.models[].name, llm.models[].id | A rule over the model that the client asks for.
          exact | llm.models[].visibility | Internal models have no rule of their own.
          exact | llm.models[].provider, llm.providers[].provider | The model's provider.
          exact | llm.models[].params.model, llm.providers[].params.model | The provider's name of the model.
          exact | llm.models[].params.apiKey, llm.providers[].params.apiKey | The model's key, by reference.
          exact | llm.models[].params.baseUrl, llm.providers[].params.baseUrl | The model's url, or the provider whose address it is.
          approximate | llm.models[].params.hostOverride, llm.models[].params.pathPrefix, llm.models[].params.pathOverride, llm.providers[].params.hostOverride, llm.providers[].params.pathPrefix, llm.providers[].params.pathOverride | The model's url, at https unless it is this machine.
          manual | llm.models[].params, llm.providers[].params | Set the url of the models, and store the key as docs/providers.md says.
          approximate | llm.models[].defaults, llm.providers[].defaults | A parameter of the model, set in every request; in agentgateway what the client sends wins.
          exact | llm.models[].overrides, llm.providers[].defaults.overrides | A parameter of the model, set in every request.
          exact | llm.models[].matches | A rule over headers.
          unsupported | llm.models[].health, llm.providers[].defaults.health | Signalbox has circuit breakers with rules of its own.
          manual | llm.models[].requestHeaders, llm.models[].responseHeaders, llm.providers[].defaults.requestHeaders, llm.providers[].defaults.responseHeaders | Models have no headers of their own; describe the server as a provider in providers.json.
          manual | llm.models[].transformation, llm.models[].finalTransformation, llm.providers[].defaults.transformation | A rewrite node sets and drops members, with fixed values.
          exact | llm.models[].promptCaching, llm.providers[].defaults.promptCaching | Signalbox marks prompts for caches by itself: `prompt_cache` of a model.
          manual | llm.models[].auth, llm.providers[].defaults.auth | Store the provider's key with `signalbox keys set`.
          manual | llm.models[].authorization, llm.policies | Apps get keys of their own: `signalbox apps add`.
          unsupported | llm.models[].guardrails | A rewrite node redacts personal data; there is nothing like other guardrails.
          unsupported | llm.models[], llm.providers[] | A graph has no such setting.
          exact | llm.providers[].name | Named by models.
          exact | llm.virtualModels[].name | A rule over the model that the client asks for.
          exact | llm.virtualModels[].routing.weighted | A split.
          approximate | llm.virtualModels[].routing.failover | A fallback over the priorities; within one, a balance by latency.
          exact | llm.virtualModels[].routing.conditional | Rules; those whose condition has no counterpart are left out.
          manual | llm.port, llm.gateways, llm.tls | `signalbox serve --host HOST --port PORT`.
          unsupported | llm | A graph has no such setting.
          exact | binds[].listeners[].routes[].name, binds[].listeners[].routes[].matches | A rule over headers; paths are reported.
          exact | binds[].listeners[].routes[].backends[].weight | A share of a split.
          exact | binds[].listeners[].routes[].backends[].ai.provider, binds[].listeners[].routes[].backends[].ai.name, binds[].listeners[].routes[].backends[].ai.groups[].providers[].provider, binds[].listeners[].routes[].backends[].ai.groups[].providers[].name, backends[].ai.provider, backends[].ai.name, backends[].ai.groups[].providers[].provider, backends[].ai.groups[].providers[].name | The model's provider.
          approximate | binds[].listeners[].routes[].backends[].ai.hostOverride, binds[].listeners[].routes[].backends[].ai.pathPrefix, binds[].listeners[].routes[].backends[].ai.pathOverride, binds[].listeners[].routes[].backends[].ai.groups[].providers[].hostOverride, binds[].listeners[].routes[].backends[].ai.groups[].providers[].pathPrefix, binds[].listeners[].routes[].backends[].ai.groups[].providers[].pathOverride, backends[].ai.hostOverride, backends[].ai.pathPrefix, backends[].ai.pathOverride, backends[].ai.groups[].providers[].hostOverride, backends[].ai.groups[].providers[].pathPrefix, backends[].ai.groups[].providers[].pathOverride | The model's url, at https unless it is this machine.
          exact | binds[].listeners[].routes[].backends[].ai.policies.backendAuth, binds[].listeners[].routes[].backends[].ai.groups[].providers[].policies.backendAuth, backends[].ai.policies.backendAuth, backends[].ai.groups[].providers[].policies.backendAuth | The model's key, by reference.
          manual | binds[].listeners[].routes[].backends[].ai.policies, binds[].listeners[].routes[].backends[].ai.groups[].providers[].policies, backends[].ai.policies, backends[].ai.groups[].providers[].policies | What a provider's policies set is not carried over: params of the model set members, and an address of https is its url.
          unsupported | binds[].listeners[].routes[].backends[].ai, backends[].ai | A graph has no such setting.
          exact | binds[].listeners[].routes[].backends[].backend, backends[].name | The backend of that name.
          exact | binds[].listeners[].routes[].backends[].host, backends[].host | The model's url.
          exact | binds[].listeners[].routes[].policies.backendAuth, binds[].listeners[].routes[].backends[].policies.backendAuth, backends[].policies.backendAuth | The model's key, by reference.
          unsupported | binds[].listeners[].routes[].policies, binds[].listeners[].routes[].backends[].policies, backends[].policies | A graph has no such setting.
          unsupported | binds[].listeners[].routes[], binds[].listeners[], binds[], backends[] | A graph has no such setting.
          manual | binds[].port | `signalbox serve --host HOST --port PORT`.
          manual | mcp, binds[].listeners[].routes[].backends[].mcp, backends[].mcp | MCP servers are not carried over: agents call their own.
          exact | routes[].name, routes[].matches | A rule over headers, or over what a gateway's transformation puts into one; paths are reported.
          exact | routes[].backends[].weight | A share of a split.
          exact | routes[].backends[].ai.provider, routes[].backends[].ai.name, routes[].backends[].ai.groups[].providers[].provider, routes[].backends[].ai.groups[].providers[].name | The model's provider.
          approximate | routes[].backends[].ai.hostOverride, routes[].backends[].ai.pathPrefix, routes[].backends[].ai.pathOverride, routes[].backends[].ai.groups[].providers[].hostOverride, routes[].backends[].ai.groups[].providers[].pathPrefix, routes[].backends[].ai.groups[].providers[].pathOverride | The model's url, at https if TLS is set or the port is 443.
          exact | routes[].backends[].ai.policies.backendAuth, routes[].backends[].ai.groups[].providers[].policies.backendAuth | The model's key, by reference.
          exact | routes[].backends[].ai.policies.backendTLS, routes[].backends[].ai.groups[].providers[].policies.backendTLS | The model's url, at https.
          exact | routes[].backends[].ai.policies.ai.overrides, routes[].backends[].ai.groups[].providers[].policies.ai.overrides | A parameter of the model, set in every request.
          approximate | routes[].backends[].ai.policies.ai.defaults, routes[].backends[].ai.groups[].providers[].policies.ai.defaults | A parameter of the model, set in every request; in agentgateway what the client sends wins.
          approximate | routes[].backends[].ai.policies.health, routes[].backends[].ai.groups[].providers[].policies.health | Signalbox has circuit breakers with rules of its own.
          manual | routes[].backends[].ai.policies, routes[].backends[].ai.groups[].providers[].policies | What a provider's policies set besides is not carried over: a rewrite node sets, drops and adds.
          unsupported | routes[].backends[].ai | A graph has no such setting.
          exact | routes[].backends[].backend, routes[].backends[].host | The backend of that name, or the model's url.
          exact | routes[].policies.retry.codes | The failures after which a fallback goes on.
          exact | routes[].policies.retry.attempts | Each of the models once.
          approximate | routes[].policies.timeout | The times of a fallback.
          exact | routes[].policies.directResponse | A reject node.
          approximate | routes[].policies.localRateLimit | A limit node in front of the route.
          exact | routes[].policies.backendAuth, routes[].backends[].policies.backendAuth | The model's key, by reference.
          exact | routes[].policies.ai.routes | Signalbox answers all of these.
          exact | routes[].policies.requestHeaderModifier.remove | Signalbox sends no headers of clients to models.
          unsupported | routes[].policies, routes[].backends[].policies, routes[] | A graph has no such setting.
          exact | gateways.*.transformations.request.set, gateways.*.transformations.request.metadata | Conditions of rules, where a header names a route.
          manual | gateways.*.port | `signalbox serve --host HOST --port PORT`.
          manual | gateways.*.apiKey | Apps get keys of their own: `signalbox apps add`.
          unsupported | gateways | A graph has no such setting.
          manual | routeGroups | Only routes of gateways and binds are read: move them there, or write their conditions as rules.
          exact | config, ui | Decides nothing.
          unsupported | frontendPolicies, policies, workloads, services, tcpRoutes | A graph has no such setting.
          """);

  /// For `ServiceLoader`.
  public AgentgatewayImporter() {}

  @Override
  public String id() {
    return "agentgateway";
  }

  @Override
  public String name() {
    return "a configuration of agentgateway";
  }

  @Override
  public boolean recognizes(ConfigFile file) {
    ConfigValue root = file.root();
    boolean models =
        root.get("llm").stream()
            .anyMatch(llm ->
                llm.get("virtualModels").isPresent()
                    || llm.get("models").map(ConfigValue::list).orElse(List.of()).stream()
                        .anyMatch(each -> each.get("name").isPresent()));
    boolean binds =
        root.get("binds").map(ConfigValue::list).orElse(List.of()).stream()
            .anyMatch(each -> each.get("listeners").isPresent());
    return models || binds || isRouted(root);
  }

  /// Routes of gateways that lead to models.
  private static boolean isRouted(ConfigValue root) {
    return root.get("gateways").isPresent()
        && root.get("routes").map(ConfigValue::list).orElse(List.of()).stream()
            .flatMap(route -> below(route, "backends"))
            .anyMatch(each -> each.get("ai").isPresent());
  }

  @Override
  public List<SourceField> fields() {
    return FIELDS;
  }

  @Override
  public Import read(ConfigFile file, Map<String, Provider> providers) {
    var draft = new GraphDraft(file);
    var leaves = new Leaves(draft, new ProviderNames(providers));
    boolean models = file.root().get("llm").isPresent();
    String start =
        models
            ? new LlmModels(file.root(), leaves, draft).start()
            : new BoundRoutes(file.root(), leaves, draft).start();
    sayLeftOut(file.root(), models, draft);
    return draft.done(draft.title(), start);
  }

  private static void sayLeftOut(ConfigValue root, boolean models, GraphDraft draft) {
    if (models) {
      draft.leftOut(
          Stream.of("binds", "routes", "backends").flatMap(each -> root.get(each).stream()),
          "The file has models in llm, so only these were read: import this part apart.");
    }
    draft.leftOut(
        Stream.of(root.at("llm", "models"), root.get("backends"))
            .flatMap(each -> each.stream())
            .flatMap(each -> each.list().stream()),
        "Nothing leads to it; it was left out.");
    draft.leftOut(
        Stream.concat(
            root.get("binds").stream()
                .flatMap(each -> each.list().stream())
                .flatMap(each -> below(each, "listeners"))
                .flatMap(each -> below(each, "routes")),
            below(root, "routes")),
        "The route leads to no model; it was left out.");
  }

  private static Stream<ConfigValue> below(ConfigValue value, String key) {
    return value.get(key).stream().flatMap(each -> each.list().stream());
  }
}
