package io.signalbox.plugins.importer.litellm;

import io.signalbox.engine.spi.ConfigImporter.SourceField;
import io.signalbox.plugins.importer.FieldRows;
import java.util.List;

/// What usually becomes of the fields of LiteLLM's configuration.
final class LiteLlmFields {
  static final List<SourceField> ALL =
      FieldRows.of(
          """
          exact | signalbox_graph | The graph that Signalbox has exported: it is taken as it is, and of all other fields the report says whether an export of it says the same.
          exact | model_list | Entries with the same model_name are one group.
          exact | model_list[].model_name | A rule over the model that the client asks for.
          exact | model_list[].litellm_params.model | A model; the prefix names the provider.
          exact | model_list[].litellm_params.custom_llm_provider | The model's provider.
          exact | model_list[].litellm_params.api_base, model_list[].litellm_params.base_url | The model's url, or the provider whose address it is.
          exact | model_list[].litellm_params.api_key | The model's key, by reference.
          exact | model_list[].litellm_params.order | A fallback over the tiers of the group.
          approximate | model_list[].litellm_params.weight | A share of a split. After a failure no other deployment of the group is tried.
          approximate | model_list[].litellm_params.rpm, model_list[].litellm_params.tpm | With usage-based routing or enforce_model_rate_limits a limit by the minute, else a weight of the group.
          approximate | model_list[].litellm_params.tags | With enable_tag_filtering a rule over labels: task=translate is the label task, other tags are the label tag.
          approximate | model_list[].litellm_params.max_budget, model_list[].litellm_params.budget_duration | A budget before the model.
          manual | model_list[].litellm_params.mock_response | An error of LiteLLM's is a reject node with its status; instead of a text the model answers.
          approximate | model_list[].litellm_params.temperature, model_list[].litellm_params.top_p, model_list[].litellm_params.top_k, model_list[].litellm_params.max_tokens, model_list[].litellm_params.max_completion_tokens, model_list[].litellm_params.presence_penalty, model_list[].litellm_params.frequency_penalty, model_list[].litellm_params.stop, model_list[].litellm_params.seed, model_list[].litellm_params.n, model_list[].litellm_params.logit_bias, model_list[].litellm_params.reasoning_effort, model_list[].litellm_params.thinking, model_list[].litellm_params.response_format, model_list[].litellm_params.service_tier, model_list[].litellm_params.verbosity, model_list[].litellm_params.dimensions, model_list[].litellm_params.encoding_format, model_list[].litellm_params.parallel_tool_calls, model_list[].litellm_params.tool_choice, model_list[].litellm_params.user, model_list[].litellm_params.repetition_penalty, model_list[].litellm_params.min_p, model_list[].litellm_params.provider, model_list[].litellm_params.chat_template_kwargs, model_list[].litellm_params.extra_body | A parameter of the model, set in every request; in LiteLLM what the client sends wins.
          exact | model_list[].litellm_params.drop_params | Signalbox always leaves out what a provider does not support.
          exact | model_list[].litellm_params.aws_region_name, model_list[].litellm_params.vertex_location, model_list[].litellm_params.vertex_project | Part of the model's url.
          manual | model_list[].litellm_params.aws_access_key_id, model_list[].litellm_params.aws_secret_access_key, model_list[].litellm_params.aws_session_token, model_list[].litellm_params.aws_profile_name, model_list[].litellm_params.aws_role_name, model_list[].litellm_params.aws_session_name | Store the key of Bedrock with `signalbox keys set`, in the variables that docs/providers.md names.
          manual | model_list[].litellm_params.vertex_credentials | Set GOOGLE_APPLICATION_CREDENTIALS to the file of the service account.
          approximate | model_list[].litellm_params.api_version | Part of Azure's address, which Signalbox calls at /openai/v1.
          manual | model_list[].litellm_params.litellm_credential_name, credential_list | Give the models their keys: a graph has no named credentials.
          unsupported | model_list[].litellm_params.timeout, model_list[].litellm_params.stream_timeout, model_list[].litellm_params.ttft_timeout, model_list[].litellm_params.stream_idle_timeout | Times of one deployment; put a fallback with total or first_token before the model.
          unsupported | model_list[].litellm_params.max_retries, model_list[].litellm_params.num_retries | Retries of one deployment; put a fallback with retries before the model.
          unsupported | model_list[].litellm_params.cooldown_time | Signalbox has circuit breakers with rules of its own.
          unsupported | model_list[].litellm_params.max_parallel_requests | Signalbox does not count requests in flight for a model.
          manual | model_list[].litellm_params.extra_headers, model_list[].litellm_params.headers | Models have no headers of their own; describe the server as a provider in providers.json.
          manual | model_list[].litellm_params.ssl_verify | Signalbox checks certificates: add the server's to the trust store of Java.
          manual | model_list[].litellm_params.silent_model | Put a mirror node before the model.
          unsupported | model_list[].litellm_params.organization | Signalbox sends no organization; a key belongs to one.
          manual | model_list[].litellm_params.region_name | Label the models with their region and promise `only` those.
          unsupported | model_list[].litellm_params.input_cost_per_token, model_list[].litellm_params.output_cost_per_token | Prices come from Signalbox's catalog; change them with `signalbox models refresh`.
          unsupported | model_list[].litellm_params.auto_router_config, model_list[].litellm_params.auto_router_config_path, model_list[].litellm_params.auto_router_default_model, model_list[].litellm_params.auto_router_embedding_model, model_list[].litellm_params.complexity_router_config, model_list[].litellm_params.complexity_router_default_model | LiteLLM's router by the prompt; a node of kind intent or learned does the like.
          exact | model_list[].model_info.id | Ids of deployments are the graph's own.
          exact | model_list[].model_info.description | The note of the model.
          approximate | model_list[].model_info.mode | Any model of the graph can be asked to embed; which ones can is in the catalog.
          unsupported | model_list[].model_info | What is known of models comes from Signalbox's catalog.
          manual | include | Import the named files, too, and join the graphs: an import reads one file.
          approximate | router_settings.routing_strategy | The measure of the groups' balance nodes; simple-shuffle without weights goes by turns.
          approximate | router_settings.fallbacks, litellm_settings.fallbacks | A fallback node for each group, with the fallbacks of its fallbacks in the order in which they are tried, each once. After 401 and 404 LiteLLM does not retry before it.
          approximate | router_settings.default_fallbacks, litellm_settings.default_fallbacks | The fallbacks of groups that have none.
          approximate | router_settings.context_window_fallbacks, litellm_settings.context_window_fallbacks | A fallback on context_too_long.
          approximate | router_settings.content_policy_fallbacks, litellm_settings.content_policy_fallbacks | A fallback on content_filtered.
          exact | router_settings.model_group_alias, litellm_settings.model_group_alias | A further name in the group's rule, or a rule of its own where the group has fallbacks: LiteLLM looks for those of the name that was asked for. It comes before a group of that name.
          approximate | router_settings.num_retries, litellm_settings.num_retries | Retries of a fallback; waits differ, and a request makes ten calls at most.
          approximate | router_settings.timeout, litellm_settings.request_timeout | The total of a fallback, for all tries of a group together.
          approximate | router_settings.stream_timeout | The first_token of a fallback.
          unsupported | router_settings.request_timeout | LiteLLM ignores it here: it is litellm_settings.request_timeout or router_settings.timeout.
          unsupported | router_settings.retry_policy, router_settings.model_group_retry_policy | Retries by kind of error; Signalbox retries what may pass: overload, server errors, timeouts.
          unsupported | router_settings.retry_after | Waits before retries are Signalbox's own and follow Retry-After.
          approximate | router_settings.allowed_fails, router_settings.cooldown_time, litellm_settings.allowed_fails, litellm_settings.cooldown_time, router_settings.allowed_fails_policy, router_settings.disable_cooldowns | Signalbox has circuit breakers with rules of its own.
          approximate | router_settings.enable_pre_call_checks | Signalbox drops models that cannot take a request; it never does so by region.
          approximate | router_settings.enable_tag_filtering | Rules over labels. Of a request with several labels the first rule counts. A request whose tags no deployment has goes where one without tags goes; LiteLLM refuses it if no deployment has the tag default.
          approximate | router_settings.tag_filtering_match_any | A rule takes the deployments that have its label; of a request with several labels the first rule counts.
          exact | router_settings.max_fallbacks | A request makes ten calls at most.
          approximate | router_settings.provider_budget_config | A budget of the models of a provider.
          approximate | router_settings.optional_pre_call_checks | enforce_model_rate_limits makes limits of rpm and tpm; a stay node does the like of affinity.
          unsupported | router_settings.routing_strategy_args, router_settings.routing_groups, router_settings.enable_weighted_failover | A graph has no such setting.
          unsupported | router_settings.redis_host, router_settings.redis_port, router_settings.redis_password, router_settings.redis_url, router_settings.redis_db | Signalbox keeps its state on this machine.
          unsupported | router_settings | A graph has no such setting.
          exact | litellm_settings.drop_params | Signalbox always leaves out what a provider does not support.
          approximate | litellm_settings.cache, litellm_settings.cache_params.ttl, litellm_settings.cache_params.type, litellm_settings.cache_params.mode, litellm_settings.cache_params.similarity_threshold | A cache node before all others; answers stay on this machine, and apps do not share them.
          unsupported | litellm_settings.cache_params | The cache is on this machine.
          approximate | litellm_settings.max_budget, litellm_settings.budget_duration | A budget before all models.
          manual | litellm_settings.callbacks, litellm_settings.success_callback, litellm_settings.failure_callback, litellm_settings.service_callback | Traces are in the ledger: `signalbox traffic`. Nothing is sent elsewhere.
          exact | litellm_settings.set_verbose, litellm_settings.json_logs, litellm_settings.telemetry, litellm_settings.turn_off_message_logging, litellm_settings.suppress_debug_info | Decides nothing.
          manual | litellm_settings.custom_provider_map | Code of a provider: describe the server as a provider in providers.json, or write a plug-in.
          unsupported | litellm_settings | A graph has no such setting.
          manual | general_settings.master_key | Apps get keys of their own: `signalbox apps add`.
          manual | general_settings.completion_model | Every request goes to this group in LiteLLM: set `start` to it if that is meant.
          unsupported | general_settings.max_budget, general_settings.budget_duration | LiteLLM reads them from litellm_settings; add a budget node if one is meant.
          exact | general_settings.database_url, general_settings.store_model_in_db, general_settings.disable_spend_logs, general_settings.disable_error_logs, general_settings.telemetry, general_settings.store_prompts_in_spend_logs, general_settings.database_connection_pool_limit, general_settings.proxy_batch_write_at | Decides nothing: Signalbox keeps its ledger on this machine.
          unsupported | general_settings | A graph has no such setting.
          manual | environment_variables | Set them where Signalbox runs, or store keys with `signalbox keys set`.
          unsupported | guardrails | A rewrite node redacts personal data; there is nothing like other guardrails.
          unsupported | mcp_servers, mcp_tools, search_tools, vector_store_registry, callback_settings, finetune_settings, files_settings, assistant_settings | Signalbox has nothing like it.
          """);

  private LiteLlmFields() {}
}
