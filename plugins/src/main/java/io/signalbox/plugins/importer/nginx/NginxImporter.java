package io.signalbox.plugins.importer.nginx;

import io.signalbox.engine.spi.ConfigImporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.config.ConfigFile;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.FieldRows;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.ProviderNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The upstreams and locations of nginx as a graph; maps over a header and splits choose among
/// them.
public final class NginxImporter implements ConfigImporter {
  private static final List<SourceField> FIELDS =
      FieldRows.of(
          """
          exact | upstream.*.server | A model for each server, with the path that proxy_pass or the location says, else /v1; `backup` is a fallback, `down` leaves it out; an uneven weight is a share.
          approximate | upstream.*.least_conn, upstream.*.random, upstream.*.ip_hash, upstream.*.hash | The measure of a balance; hashes go by turns.
          exact | upstream.*.keepalive, upstream.*.keepalive_timeout, upstream.*.keepalive_requests, upstream.*.zone | Decides nothing.
          unsupported | upstream.* | A graph has no such setting.
          exact | map.* | Rules over a header, where an address depends on the map.
          exact | split_clients.* | A split, where an address depends on it.
          exact | server[].location.*.proxy_pass | The model, or the balance over the upstream's servers.
          approximate | server[].location.*.proxy_next_upstream, server[].proxy_next_upstream, proxy_next_upstream | The failures after which a fallback goes on to `backup` servers, by class.
          approximate | server[].location.*.error_page | A fallback to the named location, by class of failure.
          approximate | server[].location.*.proxy_read_timeout, server[].proxy_read_timeout, proxy_read_timeout | The first_token of a fallback; nginx counts from one read to the next.
          approximate | server[].location.*.proxy_next_upstream_timeout, server[].proxy_next_upstream_timeout, proxy_next_upstream_timeout | The total of a fallback.
          manual | server[].location.*.proxy_next_upstream_tries, server[].proxy_next_upstream_tries, proxy_next_upstream_tries | Set the attempts of the fallback before the servers.
          approximate | server[].location.*.proxy_connect_timeout, server[].proxy_connect_timeout, proxy_connect_timeout, server[].location.*.proxy_send_timeout, server[].proxy_send_timeout, proxy_send_timeout | Signalbox has times to connect and to send of its own.
          manual | server[].location.*.proxy_set_header, server[].proxy_set_header, proxy_set_header | Headers of providers are Signalbox's own; keys are stored with `signalbox keys set`.
          approximate | server[].location.*.return, server[].return | A reject node, with a message of its own.
          exact | server[].location.*.proxy_http_version, server[].location.*.proxy_buffering, server[].location.*.proxy_ssl_server_name, server[].location.*.proxy_ssl_name, server[].location.*.proxy_intercept_errors, server[].location.*.recursive_error_pages, server[].location.*.proxy_cache, server[].location.*.chunked_transfer_encoding, server[].location.*.proxy_request_buffering, server[].location.*.proxy_redirect | Signalbox calls models at their own addresses and passes streams on at once.
          unsupported | server[].location.*.js_content, server[].location.*.content_by_lua_block, server[].location.*.access_by_lua_block, server[].location.*.rewrite_by_lua_block, js_import, lua_package_path | Code is not carried over: write it as rules.
          manual | server[].location.*.limit_req, server[].location.*.limit_conn, server[].limit_req, limit_req_zone, limit_conn_zone | Put a limit node before the models.
          manual | server[].location.*.auth_basic, server[].location.*.auth_request, server[].auth_basic, server[].auth_request | Apps get keys of their own: `signalbox apps add`.
          manual | server[].location.*.mirror | Put a mirror node before the model.
          manual | server[].location.*.rewrite, server[].rewrite | What servers get as the path: check the models' url.
          manual | server[].location.*.if, server[].if, server[].location.*.set, server[].set | Write the condition as a rule.
          unsupported | server[].location.* | A graph has no such setting.
          manual | server[].listen, server[].server_name, server[].ssl_certificate, server[].ssl_certificate_key | `signalbox serve --host HOST --port PORT`.
          unsupported | server[] | A graph has no such setting.
          exact | events, worker_processes, worker_connections, worker_rlimit_nofile, user, pid, error_log, access_log, log_format, load_module, default_type, types, include, sendfile, tcp_nopush, tcp_nodelay, keepalive_timeout, gzip, resolver, client_max_body_size, client_body_buffer_size, proxy_http_version, proxy_buffering, server[].client_max_body_size, server[].proxy_http_version, server[].proxy_buffering, server[].access_log, server[].error_log | Decides nothing.
          manual | geo, set, env | Write the condition as a rule.
          unsupported | http | A graph has no such setting.
          """);

  /// For `ServiceLoader`.
  public NginxImporter() {}

  @Override
  public String id() {
    return "nginx";
  }

  @Override
  public String name() {
    return "a configuration of nginx";
  }

  @Override
  public boolean recognizes(ConfigFile file) {
    ConfigValue http = within(file.root());
    return file.syntax() == ConfigFile.Syntax.NGINX
        && Stream.of("server", "upstream", "location").anyMatch(key -> http.get(key).isPresent());
  }

  @Override
  public ConfigValue within(ConfigValue root) {
    return root.get("http").filter(each -> !each.map().isEmpty()).orElse(root);
  }

  @Override
  public List<SourceField> fields() {
    return FIELDS;
  }

  @Override
  public Import read(ConfigFile file, Map<String, Provider> providers) {
    var draft = new GraphDraft(file);
    ConfigValue http = within(file.root());
    var upstreams = new Upstreams(http, draft, new ProviderNames(providers));
    Optional<String> start =
        http.get("server").isPresent() || http.get("location").isPresent()
            ? Optional.of(new Locations(http, upstreams, draft).start())
            : upstreams.first();
    draft.leftOut(
        http.get("upstream").stream().flatMap(each -> each.map().values().stream()),
        "No location leads to this upstream; it was left out.");
    return draft.done(draft.title(), start.orElse(""));
  }
}
