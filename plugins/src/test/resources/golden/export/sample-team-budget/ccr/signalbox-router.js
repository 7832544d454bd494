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
  "  \"models\" : [ ]",
  "}"
].join('\n'));

