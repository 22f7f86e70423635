"""Organizations by the name of their space on the Hugging Face Hub.

Names of spaces are often handles of private persons, of whom no record is made: what other spaces hold is
not taken.
"""

from __future__ import annotations

from graph.importers import Named
from graph.importers.reading.hub import hub_id

UNKNOWN_OWNER = "belongs to a space on the hub that is no organization known here"

_ORGANIZATIONS = {
    "01-ai": "01.AI", "ai21labs": "AI21 Labs", "AIDC-AI": "Alibaba", "ai-forever": "Sber",
    "ai-sage": "Sber", "ai4bharat": "AI4Bharat", "aisingapore": "AI Singapore", "Alibaba-NLP": "Alibaba",
    "Aleph-Alpha": "Aleph Alpha", "Aleph-Alpha-Research": "Aleph Alpha",
    "allenai": "Allen Institute for AI", "amazon": "Amazon", "amd": "AMD", "apple": "Apple",
    "arcee-ai": "Arcee AI", "BAAI": "BAAI", "baichuan-inc": "Baichuan AI", "baidu": "Baidu",
    "bigcode": "BigCode project", "bigscience": "BigScience Workshop",
    "black-forest-labs": "Black Forest Labs", "BSC-LT": "BSC", "ByteDance": "ByteDance",
    "ByteDance-Seed": "ByteDance", "cerebras": "Cerebras", "codefuse-ai": "Ant Group", "codellama": "Meta",
    "CohereForAI": "Cohere", "CohereLabs": "Cohere", "CompVis": "LMU Munich",
    "ContextualAI": "Contextual AI", "databricks": "Databricks", "deepcogito": "Deep Cogito",
    "deepseek-ai": "DeepSeek", "EleutherAI": "EleutherAI", "elyza": "ELYZA", "facebook": "Meta",
    "FacebookAI": "Meta", "google": "Google", "google-bert": "Google", "google-t5": "Google",
    "HPLT": "High Performance Language Technologies (HPLT)", "HuggingFaceH4": "Hugging Face",
    "HuggingFaceM4": "Hugging Face", "HuggingFaceTB": "Hugging Face", "huggingface": "Hugging Face",
    "humain-ai": "HUMAIN", "ibm": "IBM", "ibm-granite": "IBM", "ibm-research": "IBM", "IFM": "MBZUAI",
    "inceptionai": "Inception (G42)", "inclusionAI": "Ant Group", "Intel": "Intel",
    "internlm": "Shanghai AI Laboratory", "jinaai": "Jina AI", "kakaocorp": "Kakao",
    "Kwaipilot": "Kuaishou Technology", "kyutai": "Kyutai", "laion": "LAION",
    "LGAI-EXAONE": "LG AI Research", "lightonai": "LightOn", "LiquidAI": "Liquid AI", "llm-jp": "LLM-jp",
    "LLM360": "MBZUAI", "LumiOpen": "LumiOpen", "maritaca-ai": "Maritaca AI", "meituan-longcat": "Meituan",
    "meta-llama": "Meta", "microsoft": "Microsoft", "MiniMaxAI": "MiniMax", "mistralai": "Mistral AI",
    "moonshotai": "Moonshot AI", "mosaicml": "MosaicML", "naver": "NAVER",
    "naver-hyperclovax": "NAVER Cloud", "ncsoft": "NCSOFT", "NCSOFT": "NCSOFT", "nomic-ai": "Nomic AI",
    "NousResearch": "Nous Research", "nvidia": "NVIDIA", "openai": "OpenAI", "openai-community": "OpenAI",
    "openbmb": "OpenBMB", "OpenGVLab": "Shanghai AI Laboratory", "perplexity-ai": "Perplexity",
    "pfnet": "Preferred Networks", "poolside": "Poolside", "PrimeIntellect": "Prime Intellect",
    "Qwen": "Alibaba", "RekaAI": "Reka AI", "Salesforce": "Salesforce", "sarvamai": "Sarvam AI",
    "sbintuitions": "SB Intuitions", "ServiceNow-AI": "ServiceNow", "Skywork": "Skywork AI",
    "Snowflake": "Snowflake", "stabilityai": "Stability AI", "stanford-crfm": "Stanford University",
    "stepfun-ai": "StepFun", "swiss-ai": "Swiss AI Initiative", "tencent": "Tencent Holdings Limited",
    "tencent-hunyuan": "Tencent Holdings Limited", "THUDM": "Zhipu AI", "tiiuae": "TII",
    "togethercomputer": "Together AI", "tokyotech-llm": "Swallow LLM project",
    "TurkuNLP": "University of Turku", "unbabel": "Unbabel", "upstage": "Upstage",
    "utter-project": "EuroLLM", "vinai": "VinAI", "Writer": "Writer", "xai-org": "xAI",
    "XiaomiMiMo": "Xiaomi", "yandex": "IJSC Yandex (MKAO Yandex)", "zai-org": "Zhipu AI",
}  # fmt: skip
_BY_SPACE = {space.lower(): organization for space, organization in _ORGANIZATIONS.items()}


def owner(repository: str | None) -> Named | None:
    """The organization whose space holds a repository, or `None` where it is none that is known."""
    space = (repository or "").partition("/")[0]
    organization = _BY_SPACE.get(space.lower()) if hub_id(repository) else None
    return Named("organization", organization, {"hugging_face": space}) if organization else None
