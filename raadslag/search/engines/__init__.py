"""The engines behind the plan: tantivy for use, memory as the plain one they are held to."""
