"""Organizations by the name of their space on the Hugging Face Hub.

Names of spaces are often handles of private persons, of whom no record is made: what other spaces hold is
not taken.
"""

from __future__ import annotations

from graph.importers import Named
from graph.importers.reading.hub import hub_id

UNKNOWN_OWNER = "belongs to a space on the hub that is no organization known here"

_ORGANIZATIONS = {
    "01-ai": "01.AI", "ai-forever": "Sber", "ai-sage": "Sber", "ai21labs": "AI21 Labs",
    "ai4bharat": "AI4Bharat", "AIDC-AI": "Alibaba", "aisingapore": "AI Singapore",
    "Aleph-Alpha": "Aleph Alpha", "Aleph-Alpha-Research": "Aleph Alpha", "Alibaba-NLP": "Alibaba",
    "allenai": "Allen Institute for AI", "amazon": "Amazon", "amd": "AMD", "apple": "Apple",
    "arcee-ai": "Arcee AI", "arcinstitute": "Arc Institute", "BAAI": "BAAI",
    "baichuan-inc": "Baichuan AI", "baidu": "Baidu", "bigcode": "BigCode project",
    "bigscience": "BigScience Workshop", "BioMistral": "BioMistral",
    "black-forest-labs": "Black Forest Labs", "bosonai": "Boson AI", "BSC-LT": "BSC",
    "ByteDance": "ByteDance", "ByteDance-Seed": "ByteDance", "cerebras": "Cerebras",
    "codefuse-ai": "Ant Group", "codellama": "Meta", "CohereForAI": "Cohere", "CohereLabs": "Cohere",
    "CompVis": "LMU Munich", "ContextualAI": "Contextual AI", "cyberagent": "CyberAgent",
    "databricks": "Databricks", "Deci": "Deci", "deepcogito": "Deep Cogito", "deepseek-ai": "DeepSeek",
    "dicta-il": "Dicta", "dots-studio": "Xiaohongshu", "EleutherAI": "EleutherAI", "elyza": "ELYZA",
    "epfl-llm": "EPFL", "EvolutionaryScale": "EvolutionaryScale", "facebook": "Meta",
    "FacebookAI": "Meta", "fdtn-ai": "Cisco", "FreedomIntelligence": "Chinese University of Hong Kong",
    "genmo": "Genmo", "google": "Google", "google-bert": "Google", "google-t5": "Google",
    "GSAI-ML": "Renmin University of China", "h2oai": "H2O.ai", "Hcompany": "H Company",
    "HKUSTAudio": "Hong Kong University of Science and Technology",
    "HPLT": "High Performance Language Technologies (HPLT)", "huggingface": "Hugging Face",
    "HuggingFaceH4": "Hugging Face", "HuggingFaceM4": "Hugging Face", "HuggingFaceTB": "Hugging Face",
    "humain-ai": "HUMAIN", "ibm": "IBM", "ibm-granite": "IBM", "ibm-research": "IBM", "IFM": "MBZUAI",
    "inceptionai": "Inception (G42)", "inclusionAI": "Ant Group", "Intel": "Intel",
    "internlm": "Shanghai AI Laboratory", "InternScience": "Shanghai AI Laboratory",
    "JetBrains": "JetBrains", "jinaai": "Jina AI", "kakaocorp": "Kakao", "KORMo-Team": "KAIST",
    "Kwaipilot": "Kuaishou Technology", "kyutai": "Kyutai", "laion": "LAION",
    "LGAI-EXAONE": "LG AI Research", "lightonai": "LightOn", "Lightricks": "Lightricks",
    "LiquidAI": "Liquid AI", "llm-jp": "LLM-jp", "LLM360": "MBZUAI", "lmsys": "LMSYS",
    "LumiOpen": "LumiOpen", "m-a-p": "Multimodal Art Projection", "maritaca-ai": "Maritaca AI",
    "MBZUAI-IFM": "MBZUAI", "mbzuai-nlp": "MBZUAI", "MBZUAI-Paris": "MBZUAI",
    "meituan-longcat": "Meituan", "meta-llama": "Meta", "microsoft": "Microsoft", "MiniMaxAI": "MiniMax",
    "mistralai": "Mistral AI", "mixedbread-ai": "mixedbread", "moonshotai": "Moonshot AI",
    "mosaicml": "MosaicML", "Motif-Technologies": "Motif Technologies", "Nanbeige": "Nanbeige LLM Lab",
    "nanonets": "Nanonets", "nari-labs": "Nari Labs", "naver": "NAVER",
    "naver-hyperclovax": "NAVER Cloud", "NbAiLab": "National Library of Norway", "ncsoft": "NCSOFT",
    "NCSOFT": "NCSOFT", "Nexusflow": "Nexusflow", "nomic-ai": "Nomic AI", "NousResearch": "Nous Research",
    "ntt-ai": "NTT", "numind": "NuMind", "nvidia": "NVIDIA", "openai": "OpenAI",
    "openai-community": "OpenAI", "openbmb": "OpenBMB", "opendatalab": "Shanghai AI Laboratory",
    "openeurollm": "OpenEuroLLM", "OpenGVLab": "Shanghai AI Laboratory",
    "OpenLLM-France": "OpenLLM-France", "OpenMOSS-Team": "Fudan University", "PaddlePaddle": "Baidu",
    "parler-tts": "Hugging Face", "perplexity-ai": "Perplexity", "pfnet": "Preferred Networks",
    "PleIAs": "PleIAs", "poolside": "Poolside", "PrimeIntellect": "Prime Intellect",
    "princeton-nlp": "Princeton University", "Qwen": "Alibaba", "Rakuten": "Rakuten Group",
    "rednote-hilab": "Xiaohongshu", "RekaAI": "Reka AI", "rinna": "rinna", "RWKV": "RWKV",
    "SakanaAI": "Sakana AI", "Salesforce": "Salesforce", "sapienzanlp": "Sapienza University of Rome",
    "sarvamai": "Sarvam AI", "sbintuitions": "SB Intuitions", "scb10x": "SCB 10X",
    "ServiceNow-AI": "ServiceNow", "skt": "SK Telecom", "Skywork": "Skywork AI", "Snowflake": "Snowflake",
    "speakleash": "SpeakLeash", "stabilityai": "Stability AI", "stanford-crfm": "Stanford University",
    "stepfun-ai": "StepFun", "stockmark": "Stockmark", "swiss-ai": "Swiss AI Initiative",
    "t-tech": "T-Technologies", "tencent": "Tencent Holdings Limited",
    "tencent-hunyuan": "Tencent Holdings Limited", "thinkingmachines": "Thinking Machines Lab",
    "THUDM": "Zhipu AI", "TIGER-Lab": "University of Waterloo", "tiiuae": "TII", "TinyLlama": "TinyLlama",
    "togethercomputer": "Together AI", "tokyotech-llm": "Swallow LLM project",
    "tomg-group-umd": "University of Maryland", "trillionlabs": "Trillion Labs",
    "TucanoBR": "University of Bonn", "TurkuNLP": "University of Turku", "typhoon-ai": "SCB 10X",
    "unbabel": "Unbabel", "upstage": "Upstage", "utter-project": "EuroLLM", "Vikhrmodels": "Vikhr",
    "vinai": "VinAI", "WizardLMTeam": "Microsoft", "Writer": "Writer", "xai-org": "xAI",
    "XiaomiMiMo": "Xiaomi", "yandex": "IJSC Yandex (MKAO Yandex)", "zai-org": "Zhipu AI",
    "Zyphra": "Zyphra",
}  # fmt: skip
_BY_SPACE = {space.lower(): organization for space, organization in _ORGANIZATIONS.items()}


def owner(repository: str | None) -> Named | None:
    """The organization whose space holds a repository, or `None` where it is none that is known."""
    space = (repository or "").partition("/")[0]
    organization = _BY_SPACE.get(space.lower()) if hub_id(repository) else None
    return Named("organization", organization, {"hugging_face": space}) if organization else None
