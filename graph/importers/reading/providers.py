"""Services that serve models, as the organization that runs them and the mode in which they offer."""

from __future__ import annotations

import re

from graph.importers import Named

_CLOUDS = {
    "amazon bedrock": "Amazon", "azure": "Microsoft", "bedrock": "Amazon",
    "databricks": "Databricks", "oci": "Oracle", "sagemaker": "Amazon", "sap ai core": "SAP SE",
    "snowflake cortex": "Snowflake", "snowflake": "Snowflake", "vertex ai": "Google", "vertex": "Google",
    "watsonx": "IBM",
}  # fmt: skip
_APIS = {
    "amazon nova": "Amazon", "aws polly": "Amazon", "chatgpt": "OpenAI", "cohere chat": "Cohere",
    "codestral": "Mistral AI", "dashscope": "Alibaba Cloud", "gemini": "Google", "gigachat": "Sber",
    "github copilot": "GitHub", "github models": "GitHub", "huggingface": "Hugging Face",
    "kimi for coding": "Moonshot AI", "llama": "Meta", "meta llama": "Meta",
    "microsoft 365 copilot": "Microsoft", "moonshot": "Moonshot AI", "nvidia nim": "NVIDIA",
    "bigmodel": "Zhipu AI", "stability": "Stability AI",
    "volcengine": "ByteDance", "xiaomi mimo": "Xiaomi", "zai": "Z.ai", "qwencloud": "Alibaba Cloud",
    "qwen ai platform": "Alibaba Cloud",
}  # fmt: skip
_LOCAL = ("lemonade", "lmstudio", "ollama")
_OFFER = re.compile(r"\s*\(.*\)$| (Coding|Token) Plan|-\w+[-_]models$|^text-completion-")
"""What a service adds to its name for one of its offers."""


def provider(label: str) -> tuple[Named, str]:
    """Who offers under a name, and how: `Azure` is Microsoft's cloud, `Xiaomi Token Plan` Xiaomi's API."""
    service = _OFFER.sub("", _OFFER.sub("", label.strip()))
    key = service.lower().replace("_", " ")
    for cloud, organization in _CLOUDS.items():
        if key == cloud or key.startswith(f"{cloud} "):
            return Named("organization", organization), "CLOUD"
    mode = "DOWNLOAD" if key in _LOCAL else "API"
    return Named("organization", _APIS.get(key, service.replace("_", " "))), mode
