"""LiteLLM: names of routes read as models, and prices a token as prices a million."""

from __future__ import annotations

from tests.importers.upstream import Expected, check_sample, check_upstream, refused, sample

NAME = "litellm"
SAMPLE: Expected = {
    "aster-2": {
        "kind": "model",
        "name": "aster-2",
        "offered_by": [
            {
                "provider": "aster",
                "mode": "API",
                "price_input": 1.5,
                "price_output": 6.0,
                "valid_to": "2026-09-30",
                "source": ["the set", "https://example.org/prices"],
            }
        ],
    },
    "bedrock/eu-west-1/aster.aster-2-v1:0": {
        "kind": "model",
        "name": "aster.aster-2",
        "offered_by": [{"provider": "Amazon", "mode": "CLOUD"}],
    },
    "us.amazon.bellis-7b-v1:0": {
        "kind": "model",
        "name": "bellis-7b",
        "offered_by": [{"provider": "Amazon", "mode": "CLOUD", "price_input": 0.2}],
    },
    "vertex_ai/clover/clover-7b-maas": {
        "kind": "model",
        "name": "clover-7b",
        "offered_by": [{"provider": "Google", "mode": "CLOUD"}],
    },
    "fireworks_ai/accounts/fireworks/models/daisy2p5-7b": {
        "kind": "model",
        "name": "daisy2.5-7b",
        "offered_by": [{"provider": "fireworks ai", "mode": "API"}],
    },
    "ollama/elder": {
        "kind": "model",
        "name": "elder",
        "offered_by": [{"provider": "ollama", "mode": "DOWNLOAD"}],
    },
    "azure/high/1024-x-1024/fern-image": {
        "kind": "model",
        "name": "fern-image",
        "offered_by": [{"provider": "Microsoft", "mode": "CLOUD"}],
    },
}
REAL: Expected = {
    "gpt-4o": {
        "name": "gpt-4o",
        "offered_by": [
            {
                "provider": "openai",
                "mode": "API",
                "price_input": 2.5,
                "price_output": 10.0,
                "source": ["the set", "https://developers.openai.com/api/docs/pricing"],
            }
        ],
    },
    "anthropic.claude-opus-4-5-20251101-v1:0": {
        "name": "claude-opus-4-5-20251101",
        "offered_by": [
            {
                "provider": "Amazon",
                "mode": "CLOUD",
                "price_input": 5.0,
                "price_output": 25.0,
                "source": [
                    "the set",
                    "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonBedrockFoundationModels/current/index.json",
                ],
            }
        ],
    },
    "together_ai/deepseek-ai/DeepSeek-V3": {
        "name": "DeepSeek-V3",
        "offered_by": [{"provider": "together ai", "mode": "API", "price_input": 1.25, "price_output": 1.25}],
    },
    "fireworks_ai/accounts/fireworks/models/qwen2p5-coder-7b": {
        "name": "qwen2.5-coder-7b",
        "offered_by": [{"provider": "fireworks ai", "mode": "API", "price_input": 0.2, "price_output": 0.2}],
    },
    "azure_ai/FW-GPT-OSS-120B": {
        "name": "GPT-OSS-120B",
        "offered_by": [
            {
                "provider": "Microsoft",
                "mode": "CLOUD",
                "price_input": 0.165,
                "price_output": 0.66,
                "valid_to": "2027-07-01",
                "source": [
                    "the set",
                    "https://prices.azure.com/api/retail/prices?$filter=serviceName%20eq%20'Foundry%20Models'%20and%20armRegionName%20eq%20'eastus'%20and%20priceType%20eq%20'Consumption'",
                ],
            }
        ],
    },
}


def test_records_of_the_sample_read_as_facts() -> None:
    check_sample(NAME, SAMPLE)


def test_records_of_the_real_set() -> None:
    check_upstream(NAME, REAL, SAMPLE)


def test_patterns_services_classes_and_repeated_offers_are_refused() -> None:
    assert refused(NAME, sample(NAME)) == {
        "sample_spec": "is the pattern of an entry",
        "eu.amazon.bellis-7b-v1:0": "repeats an offer for one region, commitment, or size or quality "
        "of images",
        "azure/low/1024-x-1024/fern-image": "repeats an offer for one region, commitment, or size or "
        "quality of images",
        "fireworks-ai-up-to-4b": "is a price for a class of sizes",
        "ft:aster-2": "is a price for copies that a customer has tuned",
        "grass/search": "is a service and not a model: search",
        "heath-latest": "is a name that moves from model to model",
        "nobody": "names no provider",
    }
