const TABLE = JSON.parse([
  "{",
  "  \"graph\" : \"Team budget\",",
  "  \"start\" : \"rate_limit\",",
  "  \"promised\" : 2,",
  "  \"nodes\" : [ [ \"too_often\", {",
  "    \"kind\" : \"reject\",",
  "    \"status\" : 429,",
  "    \"message\" : \"Rate limit exceeded. Retry in a minute.\"",
  "  } ], [ \"rate_limit\", {",
  "    \"kind\" : \"rules\",",
  "    \"rules\" : [ ],",
  "    \"otherwise\" : \"too_often\"",
  "  } ] ],",
  "  \"rewrites\" : [ ],",
  "  \"forbidden\" : [ ],",
  "  \"promises\" : [ ],",
  "  \"zone\" : [ ],",
  "  \"models\" : [ ],",
  "  \"times\" : [ 600000, 15000 ],",
  "  \"classes\" : [ \"context_too_long interrupted model_not_found out_of_credit overloaded rate_limited server_error timeout unauthorized unreachable\", \"bad_request content_filtered context_too_long interrupted model_not_found out_of_credit overloaded rate_limited server_error timeout unauthorized unreachable\" ]",
  "}"
].join('\n'));

